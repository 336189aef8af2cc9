namespace Chancery.Text.Search;

/// <summary>Whether a phrase stands in a folded text.</summary>
internal static class PhraseText
{
    /// <summary>
    /// Both are folded. Spaces in the text or the phrase do not count where Korean, Chinese or Japanese is written; in
    /// other scripts words are as they stand, whole.
    /// </summary>
    public static bool Stands(string phrase, ReadOnlySpan<char> text)
    {
        phrase = phrase.Trim();
        if (phrase.Length == 0) return true;
        var first = phrase[0];
        for (var from = 0; from < text.Length; from++)
        {
            var next = text[from..].IndexOf(first);
            if (next < 0) return false;
            from += next;
            if (Matches(phrase, text, from, out var end) && StartsWord(text, from) && EndsWord(text, end)) return true;
        }
        return false;
    }

    private static bool Matches(string phrase, ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        for (var i = 0; i < phrase.Length;)
        {
            if (end < text.Length && phrase[i] == text[end])
            {
                i++;
                end++;
                continue;
            }
            // A space on one side only is passed over between letters of scripts that space freely.
            if (phrase[i] == ' ' && i > 0 && IsFree(phrase[i - 1])) i++;
            else if (end < text.Length && text[end] == ' ' && end > at && IsFree(text[end - 1])) end++;
            else return false;
        }
        return true;
    }

    private static bool StartsWord(ReadOnlySpan<char> text, int at) => at == 0 || IsFree(text[at]) || !char.IsLetterOrDigit(text[at]) || !char.IsLetterOrDigit(text[at - 1]) || IsFree(text[at - 1]);

    private static bool EndsWord(ReadOnlySpan<char> text, int end) =>
        end >= text.Length || IsFree(text[end - 1]) || !char.IsLetterOrDigit(text[end - 1]) || !char.IsLetterOrDigit(text[end]) || IsFree(text[end]);

    private static bool IsFree(char c) => c >= '\u2E80' && c is not (>= '\uFF00' and <= '\uFF60');
}
