namespace Chancery.Text.Facts;

/// <summary>What a fact is about. Kinds that may answer one another share keys (see <see cref="Fact.Key"/>).</summary>
public enum FactKind
{
    /// <summary>A plain number: 227,000, "twenty-three", 22만 7,000.</summary>
    Number,

    /// <summary>A number of things that a counter or a known noun names: 12 copies, 12부, 스물세 명.</summary>
    Count,

    /// <summary>Twice, threefold, 두 배. Compares as a number ("three times" is 세 번 and 세 배).</summary>
    Multiple,

    /// <summary>Two thirds, one in five, 3분의 2, 절반. A half is 50 %.</summary>
    Fraction,

    Percent,
    PercentPoints,

    /// <summary>An amount; <see cref="Fact.Unit"/> is the ISO 4217 code.</summary>
    Money,

    /// <summary>Length, area, mass, volume, temperature, data …; <see cref="Fact.Unit"/> is the base unit.</summary>
    Measure,

    /// <summary>A period; <see cref="Fact.Unit"/> is <c>s</c> (up to weeks) or <c>month</c> (months and longer).</summary>
    Duration,

    /// <summary>A calendar date, possibly partial, possibly with an end (<see cref="Fact.Until"/>). Years alone too.</summary>
    Date,

    /// <summary>A day of the week without a date beside it.</summary>
    Weekday,

    /// <summary>A time of day, possibly with an end; <see cref="Fact.Value"/> is minutes since midnight.</summary>
    Time,

    /// <summary>24th, third, 제3회, 셋째.</summary>
    Ordinal,

    /// <summary>24th anniversary, 24주년. Compares as an ordinal.</summary>
    Anniversary,

    /// <summary>A number with two or more points or mixed with letters by hyphens: 1.2.3, v2.0.1.</summary>
    Identifier,

    /// <summary>A quoted phrase; the span includes the marks. May contain other facts.</summary>
    Quote,

    Link,
    Email,
    Phone,

    /// <summary>A Markdown code span, marks included.</summary>
    Code,

    /// <summary>
    /// In texts of Latin script: a capitalised word inside a sentence, an acronym, a word with digits or inner capitals.
    /// In other scripts: any run of Latin letters.
    /// </summary>
    LatinWord,

    /// <summary>A name candidate. The readers never give this; it is for the names side of parity.</summary>
    Name,
}

/// <summary>Whether a missing answer is worth a finding.</summary>
public enum Strength
{
    /// <summary>May answer a strong fact, but is never reported on its own: one, first, both, 한, 첫.</summary>
    Weak,
    Strong,
}

/// <summary>Kept for explanations, not compared hard.</summary>
public enum Approximation
{
    None,
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}
