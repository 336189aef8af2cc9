using System.Globalization;
using System.Text;
using Chancery.Text.Names;

namespace Chancery.Text.Alignment;

/// <summary>A word of a sentence as alignment sees it: its stem, the concepts of the lexicon, and where it stands in the reading.</summary>
internal readonly record struct Word(string Stem, string[] Concepts, int Start, int End, bool IsLatin, bool IsCapital);

/// <summary>Words of a stretch of text: by spaces where the script has them, by runs of one script where it has not.</summary>
internal static class WordStems
{
    private const int LongestWord = 60;

    public static List<Word> Read(string text, int start, int end, string language, SeedLexicon? lexicon,
        Dictionary<string, (string Stem, string[] Concepts)> known)
    {
        var words = new List<Word>((end - start) / 5);
        for (var i = start; i < end;)
        {
            if (!char.IsLetter(text[i]))
            {
                i++;
                continue;
            }
            var script = Script(text[i]);
            var from = i;
            while (i < end && (char.IsLetter(text[i]) && Script(text[i]) == script || text[i] is '\'' or '’' && script == 1 && i > from && i + 1 < end && char.IsLetter(text[i + 1]) || text[i] == 'ー')) i++;
            if (i - from > LongestWord) continue;
            Add(words, text, from, i, script, language, lexicon, known);
        }
        return words;
    }

    private static int Script(char c) =>
        Sounds.IsLatin(c) ? 1 : Sounds.IsHangul(c) ? 2 : Sounds.IsKatakana(c) ? 3 : Sounds.IsCyrillic(c) ? 4
        : c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' ? 5 : c is >= '\u3041' and <= '\u309F' ? 6 : 7;

    private static void Add(List<Word> words, string text, int from, int to, int script, string language, SeedLexicon? lexicon,
        Dictionary<string, (string Stem, string[] Concepts)> known)
    {
        var run = text.AsSpan(from, to - from);
        switch (script)
        {
            case 1:
                // A document uses the same words again and again; the work is done once for each.
                var seen = known.GetAlternateLookup<ReadOnlySpan<char>>();
                if (!seen.TryGetValue(run, out var word)) seen[run] = word = Latin(run.ToString().ToLowerInvariant(), language, lexicon);
                if (word.Stem.Length >= 2) words.Add(new(word.Stem, word.Concepts, from, to, true, char.IsUpper(run[0])));
                return;
            case 2:
                Hangul(words, run, from, lexicon);
                return;
            case 3:
                words.Add(new(run.ToString(), lexicon?.OfOther(run) ?? [], from, to, false, false));
                return;
            case 4:
                var cyrillic = run.ToString().ToLowerInvariant();
                if (cyrillic.Length < 3) return;
                var cut = Fold(cyrillic, language);
                words.Add(new(cut, lexicon is null ? [] : Inflected(lexicon, cut), from, to, false, char.IsUpper(run[0])));
                return;
            case 5:
                Ideographs(words, run, from, lexicon);
                return;
            case 6:
                return;
            default:
                if (run.Length >= 2) words.Add(new(run.ToString().ToLowerInvariant(), [], from, to, false, char.IsUpper(run[0])));
                return;
        }
    }

    private static (string Stem, string[] Concepts) Latin(string lower, string language, SeedLexicon? lexicon)
    {
        if (language == "en")
        {
            if (Stems.IsCommon(lower)) return ("", []);
            var stem = Stems.English(lower);
            return (stem, lexicon?.OfEnglish(stem) ?? []);
        }
        var folded = Fold(lower, language);
        return (folded, lexicon is null || !IsLatinLanguage(language) ? [] : Inflected(lexicon, folded));
    }

    // The longest word of the lexicon from the front, then on from its end: 문서편집기에서 = 문서 + 편집 + …
    private static void Hangul(List<Word> words, ReadOnlySpan<char> run, int from, SeedLexicon? lexicon)
    {
        var stem = Stems.Korean(run.ToString());
        var found = false;
        for (var at = 0; lexicon is not null && at < run.Length;)
        {
            var length = Math.Min(lexicon.Longest, run.Length - at);
            string[] concepts = [];
            for (; length >= 2; length--)
            {
                concepts = lexicon.OfOther(run.Slice(at, length));
                if (concepts.Length > 0) break;
            }
            if (concepts.Length == 0) break;
            words.Add(new(found ? run.Slice(at, length).ToString() : stem, concepts, from + at, from + at + length, false, false));
            found = true;
            at += length;
        }
        if (found) return;
        var single = stem.Length == 1 ? stem : run.Length <= 3 ? run[..1].ToString() : "";
        var one = single.Length == 1 && lexicon is not null && (run.Length == 1 || Stems.Korean(run.ToString()).Length == 1 || IsParticle(run[1..])) ? lexicon.OfOther(single) : [];
        if (stem.Length >= 2 || one.Length > 0) words.Add(new(stem, one, from, from + run.Length, false, false));
    }

    private static bool IsParticle(ReadOnlySpan<char> rest) =>
        rest is "을" or "를" or "이" or "가" or "은" or "는" or "에" or "의" or "로" or "과" or "와" or "도" or "만" or "에서" or "으로" or "에는";

    private static void Ideographs(List<Word> words, ReadOnlySpan<char> run, int from, SeedLexicon? lexicon)
    {
        for (var at = 0; at < run.Length;)
        {
            var length = Math.Min(4, run.Length - at);
            string[] concepts = [];
            for (; lexicon is not null && length >= 1; length--)
            {
                concepts = lexicon.OfOther(run.Slice(at, length));
                if (concepts.Length > 0) break;
            }
            if (concepts.Length == 0) length = Math.Min(2, run.Length - at);
            words.Add(new(run.Slice(at, length).ToString(), concepts, from + at, from + at + length, false, false));
            at += concepts.Length > 0 ? length : 1;
        }
    }

    // Inflected languages: the longest beginning that the lexicon knows, at most four letters shorter.
    private static string[] Inflected(SeedLexicon lexicon, string word)
    {
        for (var length = word.Length; length >= Math.Max(3, word.Length - 4); length--)
        {
            var concepts = lexicon.OfOther(word.AsSpan(0, length));
            if (concepts.Length > 0) return concepts;
        }
        return [];
    }

    private static bool IsLatinLanguage(string language) => language is not ("ko" or "ja" or "zh" or "ru");

    /// <summary>Lower case without accents: Étudiants and etudiants are one.</summary>
    public static string Fold(string word, string language)
    {
        word = word.ToLowerInvariant();
        var plain = true;
        foreach (var c in word)
            if (c >= '\u0080') plain = false;
        if (plain || language is "ja" or "zh" || word.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return word;
        var output = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                output.Append(c switch { 'ß' => "ss", 'ə' => "e", 'ı' => "i", 'ø' => "o", 'æ' => "ae", _ => c.ToString() });
        return output.ToString();
    }
}
