using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Chancery.Text.Alignment;

/// <summary>
/// A few hundred everyday words of another language beside their English, so that alignment has something to hold on to
/// before it has learnt the document's own words. Concepts are named by the first English word of a line.
/// </summary>
internal sealed class SeedLexicon
{
    private static readonly ConcurrentDictionary<string, SeedLexicon?> Loaded = new();

    private readonly FrozenDictionary<string, string[]> english;
    private readonly FrozenDictionary<string, string[]> other;

    private SeedLexicon(Dictionary<string, List<string>> english, Dictionary<string, List<string>> other)
    {
        this.english = english.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
        this.other = other.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
        Longest = this.other.Keys.Max(word => word.Length);
    }

    public int Longest { get; }

    /// <summary>The lexicon of a language (two letters), or null where none is built in.</summary>
    public static SeedLexicon? For(string language) => Loaded.GetOrAdd(language, Load);

    public string[] OfEnglish(string stem) => english.GetValueOrDefault(stem, []);

    public string[] OfOther(ReadOnlySpan<char> word) =>
        other.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var concepts) ? concepts : [];

    private static SeedLexicon? Load(string language)
    {
        using var stream = typeof(SeedLexicon).Assembly.GetManifestResourceStream("Lexicon." + language);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        var fromEnglish = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var fromOther = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split('=') is not [var left, var right]) continue;
            var words = left.Split(',');
            var concept = words[0];
            foreach (var word in words) Put(fromEnglish, Stems.English(word.Trim()), concept);
            foreach (var word in right.Split(',')) Put(fromOther, language == "ko" ? word.Trim() : WordStems.Fold(word.Trim(), language), concept);
        }
        return new(fromEnglish, fromOther);

        static void Put(Dictionary<string, List<string>> into, string word, string concept)
        {
            if (!into.TryGetValue(word, out var concepts)) into[word] = concepts = [];
            if (!concepts.Contains(concept)) concepts.Add(concept);
        }
    }
}
