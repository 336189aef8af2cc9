namespace Chancery.Text.Search;

/// <summary>Makes terms of texts. Not safe for several threads: each has its own.</summary>
public sealed class Analyser(Lexicon lexicon)
{
    /// <summary>Stored in the index; an index of another version is rebuilt.</summary>
    public const int Version = 1;

    public Lexicon Lexicon { get; } = lexicon;

    /// <summary>Adds the terms of a document's text in <paramref name="language"/> (BCP 47 primary) to <paramref name="tokens"/>.</summary>
    public void Analyse(ReadOnlySpan<char> text, string language, List<Token> tokens)
    {
        var word = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            var from = i;
            while (i < text.Length && i - from < 64 && char.IsLetterOrDigit(text[i])) i++;
            var folded = SearchFolding.Fold(text[from..i]);
            tokens.Add(new(folded, TermChannel.Word, from, i, word));
            if (folded.Length == i - from && folded[0] >= '\u2E80')
                for (var j = 0; j + 1 < folded.Length; j++) tokens.Add(new(folded.Substring(j, 2), TermChannel.Pair, from + j, from + j + 2, word));
            word++;
        }
    }

    /// <summary>Adds the terms of a query: for each word those of every language, none twice.</summary>
    public void AnalyseQuery(ReadOnlySpan<char> text, IReadOnlyList<string> languages, List<Token> tokens) =>
        Analyse(text, languages.Count > 0 ? languages[0] : "ko", tokens);
}
