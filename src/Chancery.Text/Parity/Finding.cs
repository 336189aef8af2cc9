namespace Chancery.Text.Parity;

public enum Severity
{
    /// <summary>Worth knowing, wrong in no way.</summary>
    Note,

    /// <summary>A person should look.</summary>
    Check,

    /// <summary>The editions do not say the same.</summary>
    Error,
}

/// <summary>A stretch of one edition: UTF-16 offsets into the text as given, the text there, and what it was read as.</summary>
public sealed record FindingSpan(int Start, int End, string Text, string Reading);

/// <summary>One difference between two editions.</summary>
public sealed record Finding
{
    /// <summary>One of <see cref="FindingKinds"/>.</summary>
    public required string Kind { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The check that found it: also the anchor of its section in docs/rules/parity.md.</summary>
    public required string Rule { get; init; }

    /// <summary>One sentence of English that names both readings.</summary>
    public required string Explanation { get; init; }

    public FindingSpan? Source { get; init; }
    public FindingSpan? Target { get; init; }

    /// <summary>The sentences in which the difference stands, where the editions were laid side by side. A waiver is bound to both.</summary>
    public FindingSpan? SourceSentence { get; init; }

    public FindingSpan? TargetSentence { get; init; }

    internal Finding Mirrored() => this with
    {
        Kind = Kind switch
        {
            FindingKinds.SentenceOnlySource => FindingKinds.SentenceOnlyTarget,
            FindingKinds.SentenceOnlyTarget => FindingKinds.SentenceOnlySource,
            FindingKinds.ParagraphOnlySource => FindingKinds.ParagraphOnlyTarget,
            FindingKinds.ParagraphOnlyTarget => FindingKinds.ParagraphOnlySource,
            _ => Kind,
        },
        Source = Target,
        Target = Source,
        SourceSentence = TargetSentence,
        TargetSentence = SourceSentence,
    };
}

/// <summary>The kinds of finding, as they stand in JSON.</summary>
public static class FindingKinds
{
    public const string Number = "number";
    public const string Scale = "scale";
    public const string Percent = "percent";
    public const string Date = "date";
    public const string YearMissing = "year_missing";
    public const string Weekday = "weekday";
    public const string Period = "period";
    public const string Time = "time";
    public const string Currency = "currency";
    public const string Unit = "unit";
    public const string Ordinal = "ordinal";
    public const string FactMissing = "fact_missing";
    public const string Quote = "quote";
    public const string NameLatin = "name_latin";
    public const string NameOther = "name_other";
    public const string Link = "link";
    public const string SentenceOnlySource = "sentence_only_source";
    public const string SentenceOnlyTarget = "sentence_only_target";
    public const string ParagraphOnlySource = "paragraph_only_source";
    public const string ParagraphOnlyTarget = "paragraph_only_target";
    public const string Format = "format";
    public const string Style = "style";

    public static readonly IReadOnlyList<string> All =
    [
        Number, Scale, Percent, Date, YearMissing, Weekday, Period, Time, Currency, Unit, Ordinal, FactMissing, Quote, NameLatin,
        NameOther, Link, SentenceOnlySource, SentenceOnlyTarget, ParagraphOnlySource, ParagraphOnlyTarget, Format, Style,
    ];
}
