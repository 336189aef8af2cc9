using Chancery.Text.Facts;

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
public sealed record FindingSpan(int Start, int End, string Text, string Reading)
{
    /// <summary>The fact that stands here, for who words readings in another language than English. Its own offsets are not those of the text.</summary>
    public Fact? Fact { get; init; }
}

/// <summary>A value that an explanation names: words of an edition, or what was read of them.</summary>
/// <param name="Text">As the English explanation gives it.</param>
/// <param name="Fact">What was read, where it was a fact.</param>
public sealed record FindingValue(string Text, Fact? Fact = null)
{
    internal static FindingValue Of(Fact fact) => new(fact.Reading, fact);

    /// <summary>A day of the week that the calendar gives or that stands beside a date.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>The date alone, without the weekday that its edition gives it.</summary>
    public PartialDate? Date { get; init; }

    internal static FindingValue Of(DayOfWeek? day) => new(day?.ToString() ?? "") { Weekday = day };

    internal static FindingValue Of(PartialDate date) => new(date.ToString()) { Date = date };
}

/// <summary>Why something is a finding: a code with its values, and the same as an English sentence.</summary>
internal sealed record Why(string Code, string English, params FindingValue[] Values);

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

    /// <summary>One of <see cref="FindingReasons"/>: what <see cref="Explanation"/> says, for who says it in another language.</summary>
    public required string Reason { get; init; }

    /// <summary>What <see cref="Reason"/> is said of, in its order.</summary>
    public IReadOnlyList<FindingValue> Values { get; init; } = [];

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
        Values = Reason == FindingReasons.Differs || Reason == FindingReasons.Calendar ? [Values[1], Values[0], .. Values.Skip(2)] : Values,
        SourceSentence = TargetSentence,
        TargetSentence = SourceSentence,
    };
}

/// <summary>What explanations say. Where two values are named, they are those of <see cref="Finding.Source"/> and <see cref="Finding.Target"/>.</summary>
public static class FindingReasons
{
    /// <summary>Both values stand in one place and differ. What differs, <see cref="Finding.Kind"/> says.</summary>
    public const string Differs = "differs";

    /// <summary>The value has no counterpart.</summary>
    public const string Missing = "missing";

    /// <summary>Two weekdays, a date, and the weekday that the calendar gives it.</summary>
    public const string Calendar = "calendar";

    /// <summary>The date of which one edition leaves out the year.</summary>
    public const string Year = "year";

    /// <summary>The characters, and what they were read as.</summary>
    public const string Format = "format";

    /// <summary>The odd spelling, and the usual one.</summary>
    public const string Spelling = "spelling";

    /// <summary>The name in Latin letters, and the name that does not sound like it.</summary>
    public const string Sound = "sound";

    /// <summary>The name, the other edition's spelling by the glossary, and what stands there instead.</summary>
    public const string Glossary = "glossary";

    /// <summary>A sentence without a counterpart; the figures in it.</summary>
    public const string Sentence = "sentence";

    /// <summary>A paragraph without a counterpart; the figures in it.</summary>
    public const string Paragraph = "paragraph";

    /// <summary>More than one space between two words.</summary>
    public const string Spaces = "spaces";

    public static readonly IReadOnlyList<string> All = [Differs, Missing, Calendar, Year, Format, Spelling, Sound, Glossary, Sentence, Paragraph, Spaces];
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
