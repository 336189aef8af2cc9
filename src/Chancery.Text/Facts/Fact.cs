namespace Chancery.Text.Facts;

/// <summary>One value that a text states, with the place where it states it.</summary>
/// <remarks>
/// Facts of one text come ordered by <see cref="Start"/> and do not overlap, except that a
/// <see cref="FactKind.Quote"/> contains the facts of the quoted words.
/// </remarks>
public sealed record Fact
{
    public required FactKind Kind { get; init; }

    /// <summary>First UTF-16 unit of the text as given (before any normalisation).</summary>
    public required int Start { get; init; }

    /// <summary>The unit after the last.</summary>
    public required int End { get; init; }

    /// <summary>The value as a person would check it, the same in every language: 227,000 · 2016-02-23 · 7 days.</summary>
    public required string Reading { get; init; }

    /// <summary>
    /// Equal keys, equal values: <c>n:12</c> for twelve, 12부, twelvefold and the year 12 alike; <c>d:604800</c> for 7 days
    /// and a week; <c>dm:24</c> for 24 months and two years; <c>%:50</c> for 50 %, a half and 절반.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>A second value that the same characters may have: 227.000 in English, 15일 as a day of the month.</summary>
    public string? OtherKey { get; init; }

    /// <summary>
    /// The number in <see cref="Unit"/>, where it has at most 28 digits. For money the amount, for measures and periods
    /// the amount in the base unit, for times minutes since midnight.
    /// </summary>
    public decimal? Value { get; init; }

    /// <summary>The other end of a range of numbers, amounts, periods, times or weekdays (10–12 people, 10:30–12:00).</summary>
    public decimal? UpTo { get; init; }

    /// <summary>The two numbers of a share that was told as so many out of so many: 12 and 20, where the reading is 3/5.</summary>
    public (long Part, long Whole)? OutOf { get; init; }

    /// <summary>Currency code, base unit, or class of what is counted.</summary>
    public string? Unit { get; init; }

    /// <summary>The number as written, before its unit was converted: 7 for "7 km", where <see cref="Value"/> is 7000.</summary>
    public decimal? Written { get; init; }

    public PartialDate? Date { get; init; }

    /// <summary>Last day (month, year) of a range of dates.</summary>
    public PartialDate? Until { get; init; }

    /// <summary>The day of the week that the text names, alone or beside a date. Not part of a date's key.</summary>
    public DayOfWeek? Weekday { get; init; }

    public Strength Strength { get; init; } = Strength.Strong;

    public Approximation Approximation { get; init; }

    /// <summary>Written in a form that is not the language's own: 227.000 or 1 234,5 in English.</summary>
    public bool IsFormatOdd { get; init; }

    public int Length => End - Start;

    /// <summary>Whether this fact may have the value of <paramref name="key"/>.</summary>
    public bool Says(string key) => Key == key || OtherKey == key;

    /// <summary>Whether there is another end: 10–12 people, 2–5 March.</summary>
    public bool IsRange => UpTo is not null || Until is not null;

    /// <summary>
    /// The two ends of a range as facts of their own, for the text that tells them apart ("from 0, which is black, to 255").
    /// Both have the whole span.
    /// </summary>
    public (Fact From, Fact To)? Split()
    {
        if (!IsRange) return null;
        var colon = Key.IndexOf(':', StringComparison.Ordinal);
        if (Key[0] is '$' or 'm') colon = Key.LastIndexOf(':');
        var gap = Key.IndexOf("..", StringComparison.Ordinal);
        if (gap < 0) return null;
        var dash = Reading.IndexOf('–', StringComparison.Ordinal);
        var (from, to) = dash < 0 ? (Reading, Reading) : (Reading[..dash].Trim(), Reading[(dash + 1)..].Trim());
        return (this with { Key = Key[..gap], OtherKey = null, UpTo = null, Until = null, Reading = from },
            this with
            {
                Key = Key[..(colon + 1)] + Key[(gap + 2)..],
                OtherKey = null,
                Value = UpTo,
                UpTo = null,
                Date = Until ?? Date,
                Until = null,
                Reading = to,
                Written = null,
                Weekday = Kind == FactKind.Weekday ? (DayOfWeek)(int)UpTo!.Value : null,
            });
    }
}
