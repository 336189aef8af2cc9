namespace Chancery.Text.Search;

/// <summary>A stretch of a text in UTF-16 code units, end exclusive.</summary>
public readonly record struct TextRange(int Start, int End);

/// <summary>The part of a text that shows best why it was found.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends (exclusive).</param>
/// <param name="Marks">What matched in it, in order, as offsets of the whole text.</param>
public sealed record Excerpt(int Start, int End, IReadOnlyList<TextRange> Marks);

/// <summary>Finds in a text what a query asked for.</summary>
public static class Highlighter
{
    /// <summary>The stretches of a text that match, in order and apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its own tokens, of <see cref="Analyser.Analyse"/>.</param>
    /// <param name="query">The tokens of the query.</param>
    public static List<TextRange> Marks(ReadOnlySpan<char> text, IReadOnlyList<Token> tokens, IReadOnlyList<Token> query)
    {
        var wanted = query.Select(token => (token.Term, token.Channel)).ToHashSet();
        return [.. tokens.Where(token => wanted.Contains((token.Term, token.Channel))).Select(token => new TextRange(token.Start, token.End)).Distinct()];
    }

    /// <summary>The window of about <paramref name="length"/> UTF-16 units with the most of the query in it.</summary>
    public static Excerpt Best(ReadOnlySpan<char> text, IReadOnlyList<Token> tokens, IReadOnlyList<Token> query, int length = 240) =>
        new(0, Math.Min(length, text.Length), [.. Marks(text, tokens, query).Where(mark => mark.End <= length)]);
}
