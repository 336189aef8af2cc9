namespace Chancery.Text.Search;

/// <summary>A text that can be completed to.</summary>
/// <param name="Text">What is shown: a title, a name, a tag.</param>
/// <param name="Weight">Among equals, more comes first; any scale, 0 or more.</param>
/// <param name="Payload">What the caller finds it again by.</param>
public readonly record struct CompletionEntry(string Text, double Weight, long Payload);

/// <summary>Completes what is being typed. Immutable: built anew when its entries change, and safe for any number of readers.</summary>
public sealed class CompletionIndex
{
    private readonly CompletionEntry[] _entries;

    private CompletionIndex(CompletionEntry[] entries) => _entries = entries;

    public static CompletionIndex Empty { get; } = new([]);

    public int Count => _entries.Length;

    public static CompletionIndex Build(IEnumerable<CompletionEntry> entries) => new([.. entries]);

    /// <summary>The best <paramref name="top"/> entries in which a word begins with what is typed.</summary>
    public IReadOnlyList<CompletionEntry> Complete(ReadOnlySpan<char> prefix, int top, Func<CompletionEntry, bool>? accept = null)
    {
        var typed = SearchFolding.Fold(prefix);
        return [.. _entries.Where(entry => SearchFolding.Fold(entry.Text).StartsWith(typed, StringComparison.Ordinal) && (accept is null || accept(entry)))
            .OrderByDescending(entry => entry.Weight).Take(top)];
    }
}
