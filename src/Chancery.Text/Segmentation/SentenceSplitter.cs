using System.Collections.Frozen;

namespace Chancery.Text.Segmentation;

/// <summary>
/// Ends of sentences per language. A point inside a number, a day, an abbreviation, an initial, brackets or a quotation
/// ends nothing; a Korean verb ending before a point does, with or without a space after it.
/// </summary>
internal static class SentenceSplitter
{
    private const int LongestQuotation = 500;

    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vol", "vs", "etc", "e.g", "i.e", "cf", "ca", "approx", "art",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "gen", "col", "lt", "capt", "sgt",
        "hon", "rev", "fig", "figs", "sec", "p", "pp", "ed", "eds", "inc", "ltd", "co", "corp", "dept", "u.s", "u.k", "u.n", "d.c",
        "a.m", "p.m", "jr", "sr", "al", "est", "max", "min", "tel", "ext", "amb", "gov", "sen", "rep", "pres",
        // German, French, Spanish, Russian, Turkish and Azerbaijani
        "z.b", "d.h", "u.a", "bzw", "usw", "nr", "hr", "fr", "str", "vgl", "ggf", "mio", "mrd", "tsd", "ca", "evtl", "inkl", "abb", "sog", "jh",
        "m", "mme", "mm", "mlle", "env", "av", "bd", "art", "sra", "srta", "dra", "núm", "pág", "ud", "uds", "ee.uu", "a.c", "d.c",
        "г", "гг", "в", "вв", "т.е", "т.д", "т.п", "др", "пр", "ул", "им", "руб", "тыс", "млн", "млрд", "стр", "рис", "см", "н.э", "долл",
        "vb", "vs", "sn", "yy", "örn", "bkz", "prof", "doç", "və s", "məs",
    }.Distinct().ToFrozenSet(StringComparer.Ordinal);

    // After an abbreviation that may close a sentence ("in the U.S. The …") these begin a new one.
    private static readonly FrozenSet<string> Openers = new[]
    {
        "The", "This", "These", "That", "Those", "It", "In", "On", "At", "He", "She", "They", "We", "A", "An", "But", "And", "If", "When", "You",
        "After", "Before", "For", "To", "There", "However", "Its", "His", "Her", "Their", "Our", "Some", "Many", "About", "Use", "As",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static List<Sentence> Split(Block block, int index, string language)
    {
        var sentences = new List<Sentence>();
        if (block.Kind == BlockKind.Code) return sentences;
        var text = block.Reading;
        var inside = Enclosed(text);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == InlineReading.CellBreak)
            {
                Take(start, i);
                start = i + 1;
                continue;
            }
            if (text[i] is not ('.' or '!' or '?' or '…' or '。' or '！' or '？' or '．') || inside[i]) continue;
            var end = i + 1;
            while (end < text.Length && (text[end] is '.' or '!' or '?' or '…' or '。' or '！' or '？' || IsCloser(text[end]) && !inside[end])) end++;
            if (!Ends(text, start, i, end, language)) continue;
            Take(start, end);
            start = end;
            i = end - 1;
        }
        Take(start, text.Length);
        return sentences;

        void Take(int from, int to)
        {
            while (from < to && char.IsWhiteSpace(text[from])) from++;
            while (to > from && char.IsWhiteSpace(text[to - 1])) to--;
            if (to <= from) return;
            // Loose punctuation belongs to what it follows.
            if (!text.AsSpan(from, to - from).ContainsLetterOrDigit())
            {
                if (sentences.Count > 0)
                    sentences[^1] = sentences[^1] with { End = block.OriginalEnd(to), ReadEnd = to };
                else
                    sentences.Add(new(index, block.OriginalStart(from), block.OriginalEnd(to), from, to));
                return;
            }
            sentences.Add(new(index, block.OriginalStart(from), block.OriginalEnd(to), from, to));
        }
    }

    private static bool ContainsLetterOrDigit(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)) return true;
        return false;
    }

    private static bool IsCloser(char c) => c is ')' or ']' or '"' or '\'' or '”' or '’' or '»' or '」' or '』' or '）' or '】' or '》' or '〉';

    /// <summary>Marks the inside of brackets and quotations that are closed again within the block and not too long.</summary>
    private static bool[] Enclosed(string text)
    {
        var inside = new bool[text.Length];
        var brackets = new List<(char Mark, int At)>();
        var straight = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '(' or '[' or '“' or '«' or '「' or '『' or '（' or '【' or '„') brackets.Add((c, i));
            else if (Opening(c) is var open and not '\0')
            {
                // Pop past marks that were never closed, but only a few: a stray bracket must not cost quadratic time.
                for (var k = brackets.Count - 1; k >= 0 && k >= brackets.Count - 4; k--)
                {
                    if (brackets[k].Mark != open && !(open == '“' && brackets[k].Mark == '„')) continue;
                    Mark(brackets[k].At, i);
                    brackets.RemoveRange(k, brackets.Count - k);
                    break;
                }
                if (c == '“' && brackets is not [.., { Mark: '“' }]) brackets.Add(('“', i));
            }
            else if (c == '"')
            {
                if (straight < 0) straight = i;
                else
                {
                    Mark(straight, i);
                    straight = -1;
                }
            }
        }
        return inside;

        void Mark(int from, int to)
        {
            if (to - from > LongestQuotation) return;
            for (var k = from + 1; k < to; k++) inside[k] = true;
        }
    }

    private static char Opening(char c) => c switch
    {
        ')' => '(',
        ']' => '[',
        '”' => '“',
        '»' => '«',
        '」' => '「',
        '』' => '『',
        '）' => '（',
        '】' => '【',
        _ => '\0',
    };

    private static bool Ends(string text, int start, int mark, int end, string language)
    {
        if (end >= text.Length) return true;
        var c = text[mark];
        if (c is '。' or '！' or '？') return !IsCloser(text[end - 1]) || text[end] is not ('と' or 'と' or 'な' or '、');
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        if (next >= text.Length) return true;
        var spaced = next > end;
        var before = mark > 0 ? text[mark - 1] : ' ';
        if (!spaced) return c == '.' && end == mark + 1 && IsHangul(before) && IsHangul(text[next]) && before is '다' or '요' or '까' or '죠';
        var follows = text[next];
        if (IsOpener(follows) && next + 1 < text.Length) follows = text[next + 1];
        if (char.IsLower(follows)) return false;
        if (c is '!' or '?') return true;
        if (c == '…' || end - mark > 1 && text[mark + 1] == '.') return char.IsUpper(follows) || IsHangul(follows) || IsHangul(before);
        if (char.IsAsciiDigit(before)) return EndsAfterDigit(text, start, mark, next, language);
        if (IsHangul(before) || before > '\u2E80') return true;
        return !IsAbbreviation(text, start, mark, next);
    }

    private static bool EndsAfterDigit(string text, int start, int mark, int next, string language)
    {
        var digits = mark - 1;
        while (digits > start && char.IsAsciiDigit(text[digits - 1])) digits--;
        var length = mark - digits;
        if (language.StartsWith("ko", StringComparison.Ordinal))
        {
            // 2016. 2. 23. 화요일: no part of a day ends a sentence.
            if (char.IsAsciiDigit(text[next]) && length <= 4) return false;
            var before = digits - 1;
            while (before > start && text[before] == ' ') before--;
            return !(length <= 2 && before > start && text[before] == '.' && char.IsAsciiDigit(text[before - 1]));
        }
        // "23. Februar" in languages that write ordinals with a point; a list number at the front of a line.
        if (language is "de" or "tr" or "az" or "cs" or "da" or "nb" or "hu" or "fi" or "pl" && length <= 2) return false;
        return digits > start || length > 2;
    }

    private static bool IsAbbreviation(string text, int start, int mark, int next)
    {
        var from = mark;
        while (from > start && mark - from < 12 && (char.IsLetter(text[from - 1]) || text[from - 1] == '.')) from--;
        var word = text.AsSpan(from, mark - from);
        if (word.IsEmpty) return false;
        var after = next;
        while (after < text.Length && after - next < 12 && char.IsLetter(text[after])) after++;
        var following = text[next..after];
        var initial = word.Length == 1 && char.IsUpper(word[0]) || word.Length >= 3 && word[^2] == '.' && word[1] == '.';
        if (!initial && !Abbreviations.Contains(word.ToString().ToLowerInvariant())) return false;
        if (word.Length == 1 && !char.IsUpper(word[0]) && !Abbreviations.Contains(word.ToString())) return false;
        if (char.IsAsciiDigit(text[next])) return true;
        // "at 5 p.m. Doors close": only a day or a zone goes on behind the point.
        if (word is "a.m" or "p.m") return IsDayOrZone(following);
        if (word is "etc" or "U.S" or "U.K" or "U.N" or "D.C" or "Inc" or "Ltd" or "Co" or "Corp" or "Jr" or "Sr" or "г" or "гг")
            return !Openers.Contains(following);
        if (word is "no" or "max" or "min" or "art" or "fr" or "m" or "co" or "st") return false;
        return true;
    }

    private static bool IsDayOrZone(ReadOnlySpan<char> word)
    {
        if (word.Length is >= 2 and <= 4 && word.IndexOfAnyExceptInRange('A', 'Z') < 0) return true;
        foreach (var name in (ReadOnlySpan<string>)["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "January", "February", "March", "April",
            "May", "June", "July", "August", "September", "October", "November", "December", "Korea", "Seoul", "Eastern", "Central", "Pacific", "Greenwich", "Baku"])
            if (word.StartsWith(name, StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool IsOpener(char c) => c is '(' or '[' or '"' or '\'' or '“' or '‘' or '«' or '「' or '『' or '„';

    private static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7A3';
}
