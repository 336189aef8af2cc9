namespace Chancery.Text.Search;

/// <summary>One edition as the index takes it in.</summary>
public sealed record SearchDocument
{
    /// <summary>Its own name: a document with the name of an earlier one takes that one's place.</summary>
    public required Guid Id { get; init; }

    /// <summary>What editions of one story share; results are collapsed by it.</summary>
    public required Guid Story { get; init; }

    /// <summary>BCP 47 primary language of the text; chooses the analysis.</summary>
    public required string Language { get; init; }

    /// <summary>The day by which it is sorted and found with <c>before:</c> and <c>after:</c>.</summary>
    public DateOnly Date { get; init; }

    public string Title { get; init; } = "";

    public IReadOnlyList<string> Headings { get; init; } = [];

    public string Body { get; init; } = "";

    /// <summary>What it can be filtered and counted by, as <c>field:value</c> in lower case, for example <c>kind:release</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
