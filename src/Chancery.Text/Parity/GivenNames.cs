using Chancery.Text.Alignment;

namespace Chancery.Text.Parity;

/// <summary>The pairs that the mission gave (glossary, contacts, places), for one pair of languages.</summary>
internal sealed class GivenNames
{
    public GivenNames(IReadOnlyList<GivenName> names, string source, string target)
    {
        var pairs = new List<(string Source, string Target)>();
        foreach (var name in names)
        {
            if (Spelling(name, source) is { Length: > 1 } a && Spelling(name, target) is { Length: > 1 } b) pairs.Add((a, b));
        }
        Pairs = pairs;
    }

    public IReadOnlyList<(string Source, string Target)> Pairs { get; }

    public bool KnowsSource(string word) => Pairs.Any(pair => Contains(pair.Source, word));

    public bool KnowsTarget(string word) => Pairs.Any(pair => Contains(pair.Target, word));

    private static bool Contains(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string? Spelling(GivenName name, string language)
    {
        foreach (var (tag, spelling) in name.Spellings)
            if (Edition.Two(tag) == language) return spelling;
        return null;
    }
}
