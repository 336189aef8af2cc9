namespace Chancery.Text.Parity;

/// <summary>An edition as given: a BCP 47 language tag and the text (plain, or Markdown).</summary>
public sealed record ParityText(string Language, string Text);

/// <summary>Spellings of one person, place or term by language (en → Ramzi Teymurov, ko → 람지 테이무로프): from the glossary, contacts, places.</summary>
public sealed record GivenName(IReadOnlyDictionary<string, string> Spellings);

public sealed record ParityOptions
{
    public static readonly ParityOptions Default = new();

    /// <summary>UTF-16 units of one text; longer ones are refused.</summary>
    public int MaxLength { get; init; } = 8_000_000;

    public IReadOnlyList<GivenName> Names { get; init; } = [];

    /// <summary>Kinds that are not wanted at all.</summary>
    public IReadOnlyCollection<string> Hidden { get; init; } = [];
}

/// <summary>What a comparison gave: findings in the order of the texts, or the reason why there was none.</summary>
public sealed record ParityReport(string SourceLanguage, string TargetLanguage, IReadOnlyList<Finding> Findings)
{
    /// <summary>Why the texts were not compared (over the limit), or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the reader of the findings should know: a language of which only digits, links and Latin words are read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The languages that <see cref="Remarks"/> speak of.</summary>
    public IReadOnlyList<string> UnknownLanguages { get; init; } = [];
}
