using System.Buffers;
using System.Globalization;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>
/// Folding of text for search, the same for documents and queries: NFKC, lower case by the invariant culture, dotted and
/// dotless i one letter, ə as e, ς as σ, apostrophes one, Hangul composed whatever it came in, control, direction and
/// other invisible characters dropped, white space to one space. Diacritics stay; <see cref="Plain"/> takes them off.
/// </summary>
public static class SearchFolding
{
    // What one unit folds to: '\0' to more than one or to nothing. Filled a page of 256 at a time, as they are met.
    private static readonly char[]?[] Pages = new char[]?[256];

    /// <summary>Folds <paramref name="text"/>. Never throws; lone surrogates are dropped. Idempotent.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = Once(text);
        // What stood between a letter and its mark may be gone now, and they compose.
        for (var round = 0; round < 3; round++)
        {
            var again = Once(folded);
            if (again == folded) break;
            folded = again;
        }
        return folded;
    }

    private static string Once(ReadOnlySpan<char> text)
    {
        var output = new StringBuilder(text.Length);
        var map = new List<int>();
        for (var i = 0; i < text.Length;)
        {
            if (Scripts.Of(text[i]) == Script.None && char.IsWhiteSpace(text[i]))
            {
                i++;
                if (output.Length > 0 && output[^1] != ' ') output.Append(' ');
                continue;
            }
            var from = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i])) i++;
            map.Clear();
            Fold(text[from..i], output, map);
        }
        while (output.Length > 0 && output[^1] == ' ') output.Length--;
        return output.ToString();
    }

    /// <summary>Appends the folded <paramref name="word"/> and, for each unit appended, where it came from.</summary>
    internal static void Fold(ReadOnlySpan<char> word, StringBuilder output, List<int> map)
    {
        for (var i = 0; i < word.Length;)
        {
            // A letter and the marks and jamo that compose with it are folded together.
            var to = i + 1;
            while (to < word.Length && Follows(word[to])) to++;
            if (to == i + 1 && One(word[i]) is not '\0' and var one)
            {
                output.Append(one);
                map.Add(i);
            }
            else Fold(word[i..to], i, output, map);
            i = to;
        }
    }

    /// <summary>
    /// Folded text without diacritics: é as e, ё as е, ß as ss, ø as o. Cyrillic й stays, being a letter of its own, and
    /// so do the voicing marks of kana.
    /// </summary>
    public static string Plain(string folded)
    {
        var plain = true;
        foreach (var c in folded) plain &= c < '\u00DF' || c is >= '\u0430' and < '\u0450' || c >= '\u2E80' || c == '\u0131';
        if (plain) return folded;
        var output = new StringBuilder(folded.Length + 2);
        foreach (var c in folded)
        {
            switch (c)
            {
                case < '\u00C0': output.Append(c); break;
                case 'ß': output.Append("ss"); break;
                case 'æ': output.Append("ae"); break;
                case 'œ': output.Append("oe"); break;
                case 'þ': output.Append("th"); break;
                case 'ø': output.Append('o'); break;
                case 'ł': output.Append('l'); break;
                case 'đ' or 'ð': output.Append('d'); break;
                case 'ħ': output.Append('h'); break;
                case 'ŋ': output.Append('n'); break;
                case 'ə': output.Append('e'); break;
                case 'ё': output.Append('е'); break;
                case (>= '\u00E0' and < '\u0250') or (>= '\u0370' and < '\u0400') or (>= '\u1E00' and < '\u2000'):
                    output.Append(c.ToString().Normalize(NormalizationForm.FormD)[0]);
                    break;
                default:
                    if (c is < '\u0300' or > '\u036F') output.Append(c);
                    break;
            }
        }
        return output.ToString();
    }

    private static bool Follows(char c)
    {
        if (c < '\u0300') return false;
        if (char.IsLowSurrogate(c)) return true;
        return Scripts.Of(c) switch
        {
            Script.Mark or Script.Dropped => true,
            Script.Hangul => c is >= '\u1160' and <= '\u11FF' or >= '\uD7B0',
            _ => false,
        };
    }

    private static char One(char c)
    {
        if (c is >= '\uAC00' and <= '\uD7A3' or >= '\u4E00' and <= '\u9FFF') return c;
        var page = Pages[c >> 8];
        if (page is null)
        {
            page = new char[256];
            for (var i = 0; i < 256; i++) page[i] = Find((char)((c & 0xFF00) + i));
            Pages[c >> 8] = page;
        }
        return page[c & 0xFF];
    }

    private static char Find(char c)
    {
        if (char.IsSurrogate(c) || Scripts.Of(c) == Script.Dropped || c == '\uFFFE') return '\0';
        if (Scripts.IsApostrophe(c)) return '\'';
        if (Scripts.IsHyphen(c)) return '-';
        if (Scripts.Of(c) == Script.Jamo) return Jamo.Compatible(c);
        var folded = c.ToString().Normalize(NormalizationForm.FormKC);
        return folded.Length == 1 ? Lower(folded[0]) : '\0';
    }

    private static char Lower(char c) => c switch
    {
        'ı' or 'İ' => 'i',
        'ə' or 'Ə' => 'e',
        'ς' => 'σ',
        'ѐ' => 'е',
        // A jamo that nothing composed with is the jamo of the key.
        >= '\u1100' and <= '\u1112' => Jamo.Leads[c - '\u1100'],
        >= '\u1161' and <= '\u1175' => Jamo.Vowels[c - '\u1161'],
        >= '\u11A8' and <= '\u11C2' => Jamo.Tails[c - '\u11A7'],
        > '\u007F' when char.IsDigit(c) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        _ => char.ToLowerInvariant(c),
    };

    private static void Fold(ReadOnlySpan<char> cluster, int at, StringBuilder output, List<int> map)
    {
        var units = ArrayPool<char>.Shared.Rent(cluster.Length + 1);
        var count = 0;
        for (var i = 0; i < cluster.Length; i++)
        {
            var c = cluster[i];
            if (char.IsHighSurrogate(c) && i + 1 < cluster.Length && char.IsLowSurrogate(cluster[i + 1]))
            {
                units[count++] = c;
                units[count++] = cluster[++i];
            }
            else if (!char.IsSurrogate(c) && Scripts.Of(c) != Script.Dropped && c != '\uFFFE') units[count++] = c;
        }
        if (count > 0)
        {
            // A flood of marks on one letter means nothing, and to put them in order costs the square of their number.
            if (count > 32) count = char.IsHighSurrogate(units[31]) ? 31 : 32;
            var folded = new string(units, 0, count).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
            for (var i = 0; i < folded.Length; i++)
            {
                // İ in lower case is i and a dot above.
                if (folded[i] == '\u0307' && i > 0 && folded[i - 1] is 'i' or 'ı') continue;
                var c = Lower(folded[i]);
                if (char.IsWhiteSpace(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Control) continue;
                output.Append(Scripts.IsApostrophe(c) ? '\'' : c);
                map.Add(at);
            }
        }
        ArrayPool<char>.Shared.Return(units);
    }
}
