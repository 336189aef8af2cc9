using System.Runtime.InteropServices;
using Chancery.Text.Alignment;
using Chancery.Text.Names;

namespace Chancery.Text.Parity;

/// <summary>A word in Latin letters where it stands in the reading of its block, with its neighbours on the same line of words.</summary>
internal sealed record LatinWord(string Text, string Lower, int Block, int Start, int End, bool IsCapital, bool IsFirst, bool IsKnown, string? Previous, string? Next);

internal static class LatinWords
{
    public static List<LatinWord> Of(Edition edition, int start, int count)
    {
        var words = new List<LatinWord>();
        for (var s = start; s < start + count; s++) Read(edition, s, words);
        return words;
    }

    /// <summary>Whether a word is everyday English: one that the largest of the lexicons has.</summary>
    public static bool IsEnglish(string lower) => Stems.IsCommon(lower) || SeedLexicon.For("ko")!.OfEnglish(Stems.English(lower)).Length > 0;

    public static Dictionary<string, int> Vocabulary(Edition edition)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var s = 0; s < edition.Sentences.Length; s++)
        {
            var sentence = edition.Sentences[s];
            var text = edition.Blocks[sentence.Block].Reading;
            foreach (var (from, to) in Runs(text, sentence.ReadStart, sentence.ReadEnd))
                CollectionsMarshal.GetValueRefOrAddDefault(counts, text[from..to].ToLowerInvariant(), out _)++;
        }
        return counts;
    }

    private static void Read(Edition edition, int s, List<LatinWord> words)
    {
        var sentence = edition.Sentences[s];
        var text = edition.Blocks[sentence.Block].Reading;
        var runs = Runs(text, sentence.ReadStart, sentence.ReadEnd);
        var links = edition.Facts[s].Where(fact => fact.Kind is Facts.FactKind.Link or Facts.FactKind.Email).ToList();
        var known = edition.Words[s].Where(word => word.Concepts.Length > 0).Select(word => word.Start).ToHashSet();
        for (var i = 0; i < runs.Count; i++)
        {
            var (from, to) = runs[i];
            if (links.Exists(link => from >= link.Start && from < link.End)) continue;
            // F.TEST, a_name, x86: parts of names for machines.
            if (from > 1 && text[from - 1] is '.' or '_' && char.IsLetterOrDigit(text[from - 2]) || to < text.Length && text[to] is '_' || from > 0 && char.IsAsciiDigit(text[from - 1]) || to < text.Length && char.IsAsciiDigit(text[to])) continue;
            var word = text[from..to];
            words.Add(new(word, word.ToLowerInvariant(), sentence.Block, from, to, char.IsUpper(word[0]), i == 0 && from == sentence.ReadStart,
                known.Contains(from) || edition.Language == "en" && IsEnglish(word.ToLowerInvariant()),
                i > 0 && Adjoins(text, runs[i - 1].To, from) ? text[runs[i - 1].From..runs[i - 1].To] : null,
                i + 1 < runs.Count && Adjoins(text, to, runs[i + 1].From) ? text[runs[i + 1].From..runs[i + 1].To] : null));
        }
    }

    private static bool Adjoins(string text, int end, int start) => start - end == 1 && text[end] is ' ' or '-' or '\u00A0';

    private static List<(int From, int To)> Runs(string text, int start, int end)
    {
        var runs = new List<(int, int)>();
        for (var i = start; i < end;)
        {
            if (!Sounds.IsLatin(text[i]))
            {
                i++;
                continue;
            }
            var from = i;
            while (i < end && (Sounds.IsLatin(text[i]) || text[i] is '\u0300' or (>= '\u0300' and <= '\u036F'))) i++;
            if (i - from <= 60) runs.Add((from, i));
        }
        return runs;
    }
}
