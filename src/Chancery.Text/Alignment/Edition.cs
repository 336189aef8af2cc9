using Chancery.Text.Facts;
using Chancery.Text.Segmentation;

namespace Chancery.Text.Alignment;

/// <summary>One edition with all that is read of it: blocks, sentences, facts and words.</summary>
public sealed class Edition
{
    private Edition(SegmentedText text, Sentence[] sentences, Fact[][] facts, List<Word>[] words, int[] firstSentence)
    {
        Text = text;
        Sentences = sentences;
        Facts = facts;
        Words = words;
        FirstSentence = firstSentence;
    }

    public SegmentedText Text { get; }
    public string Language => Text.Language;
    public IReadOnlyList<Block> Blocks => Text.Blocks;
    public Sentence[] Sentences { get; }

    /// <summary>Facts per sentence; offsets are those of the reading of the sentence's block.</summary>
    public Fact[][] Facts { get; }

    internal List<Word>[] Words { get; }

    /// <summary>Index of the first sentence of each block, and one more entry that closes the last.</summary>
    public int[] FirstSentence { get; }

    public static Edition Read(string text, string language, string otherLanguage)
    {
        var two = Two(language);
        var segmented = SegmentedText.Read(text, two);
        var sentences = segmented.Sentences.ToArray();
        var facts = new Fact[sentences.Length][];
        var words = new List<Word>[sentences.Length];
        var first = new int[segmented.Blocks.Count + 1];
        var lexicon = SeedLexicon.For(two == "en" ? Two(otherLanguage) : two);
        var known = new Dictionary<string, (string Stem, string[] Concepts)>(StringComparer.Ordinal);
        var at = 0;
        for (var b = 0; b < segmented.Blocks.Count; b++)
        {
            first[b] = at;
            var block = segmented.Blocks[b];
            if (block.Sentences.Count == 0) continue;
            var all = FactReader.Read(block.Reading, language);
            var next = 0;
            foreach (var sentence in block.Sentences)
            {
                var from = next;
                while (next < all.Count && all[next].Start < sentence.ReadEnd) next++;
                facts[at] = [.. all.Skip(from).Take(next - from)];
                words[at] = WordStems.Read(block.Reading, sentence.ReadStart, sentence.ReadEnd, two, lexicon, known);
                at++;
            }
        }
        first[^1] = at;
        return new(segmented, sentences, facts, words, first);
    }

    internal static string Two(string language)
    {
        var dash = language.AsSpan().IndexOfAny('-', '_');
        return (dash < 0 ? language : language[..dash]).ToLowerInvariant();
    }

    /// <summary>Whether the language is written in Latin letters (names are then compared letter by letter).</summary>
    public bool IsLatin => Language is not ("ko" or "ja" or "zh" or "ru" or "uk" or "bg" or "sr" or "el" or "ar" or "fa" or "he" or "ka" or "hy" or "th" or "hi");

    private readonly Dictionary<string, string> skeletons = new(StringComparer.Ordinal);

    internal string Skeleton(string stem)
    {
        if (!skeletons.TryGetValue(stem, out var skeleton)) skeletons[stem] = skeleton = Names.Sounds.Skeleton(stem);
        return skeleton;
    }

    public string Reading(Sentence sentence) => Blocks[sentence.Block].Reading[sentence.ReadStart..sentence.ReadEnd];
}
