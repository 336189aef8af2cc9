namespace Chancery.Text.Search;

public enum SearchOrder
{
    /// <summary>Best first; without words to look for, newest first.</summary>
    Relevance,
    Newest,
    Oldest,
}

/// <summary>A question to the index.</summary>
public sealed record SearchRequest
{
    /// <summary>As typed: words, <c>"phrases"</c>, <c>-not</c>, <c>title:word</c>, <c>before:2017</c>, <c>after:2016-02</c>, <c>kind:release</c> (see <see cref="QueryText"/>).</summary>
    public string Text { get; init; } = "";

    /// <summary>Languages whose analysis the words go through; those of the texts.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en", "ko"];

    /// <summary>Labels of which a document must have one a field, whatever the text says: <c>mission:seoul</c>. Never counted away by facets.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    /// <summary>Chosen labels: any of those of a field, for each field.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>Fields to count: for each value the stories that choosing it would leave.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    public SearchOrder Order { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 10;

    /// <summary>One result a story: its best document.</summary>
    public bool Collapse { get; init; }

    /// <summary>Rank documents with some of the words beside those with all; else they come only when none has all.</summary>
    public bool AnyWord { get; init; }

    /// <summary>What a label is called in the index that was typed otherwise (<c>kind:release</c>, a campaign's name).</summary>
    public Func<string, string>? Label { get; init; }

    /// <summary>Time after which what was found so far is the answer, with a note; null for as long as it takes.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Other spellings of a word that the index does not know, with weights up to 1.</summary>
    public Func<string, IEnumerable<(string Term, double Weight)>>? Near { get; init; }
}

/// <param name="Matched">How many of the words it has.</param>
public sealed record SearchHit(Guid Id, Guid Story, string Language, DateOnly Date, double Score, int Matched);

/// <param name="Value">Without its field.</param>
/// <param name="Count">Stories, or documents when results are not collapsed.</param>
public sealed record FacetCount(string Field, string Value, int Count);

/// <param name="Count">Stories (or documents) that match.</param>
/// <param name="Loose">None has all the words; these have some.</param>
/// <param name="Cut">The question was too long; only its first part was looked for.</param>
/// <param name="Unknown">Words of the question that no document has.</param>
/// <param name="Instead">For unknown words, what was looked for in their place.</param>
public sealed record SearchResults(
    IReadOnlyList<SearchHit> Hits, int Count, bool Loose, bool Cut, IReadOnlyList<FacetCount> Facets, IReadOnlyList<string> Unknown,
    IReadOnlyDictionary<string, string> Instead);
