namespace Chancery.Text.Search;

/// <summary>Words of an index that lie near a word that is not in it. Immutable and safe for any number of readers.</summary>
public sealed class SpellingIndex
{
    public static SpellingIndex Empty { get; } = new();

    public static SpellingIndex Build(IEnumerable<(string Term, int Documents)> terms) => Empty;

    /// <summary>The words of the index one edit from <paramref name="word"/> or that sound like it, the likeliest first.</summary>
    public IEnumerable<(string Term, double Weight)> Near(string word) => [];
}
