using System.Globalization;

namespace Chancery.Text.Facts;

/// <summary>A date of which only some parts are told: 2016-02-23, February 2016, 23 February, 2016, the 1990s.</summary>
/// <param name="Year">For a decade its first year.</param>
public readonly record struct PartialDate(int? Year, int? Month = null, int? Day = null, bool IsDecade = false)
{
    /// <summary>Year, month and day are all there and name a day that exists.</summary>
    public bool IsFull => Year is >= 1 and <= 9999 && Month is >= 1 and <= 12 && Day >= 1
        && Day <= DateTime.DaysInMonth(Year.Value, Month.Value);

    /// <summary>The day of the week, where the date is full.</summary>
    public DayOfWeek? Weekday => IsFull ? new DateOnly(Year!.Value, Month!.Value, Day!.Value).DayOfWeek : null;

    /// <summary>2016-02-23, 2016-02, --02-23, ---23, 2016, 1990s.</summary>
    public override string ToString()
    {
        var c = CultureInfo.InvariantCulture;
        if (IsDecade) return string.Create(c, $"{Year}s");
        return (Year, Month, Day) switch
        {
            ({ } y, { } m, { } d) => string.Create(c, $"{y:0000}-{m:00}-{d:00}"),
            ({ } y, { } m, null) => string.Create(c, $"{y:0000}-{m:00}"),
            ({ } y, null, null) => string.Create(c, $"{y}"),
            (null, { } m, { } d) => string.Create(c, $"--{m:00}-{d:00}"),
            (null, { } m, null) => string.Create(c, $"--{m:00}"),
            (null, null, { } d) => string.Create(c, $"---{d:00}"),
            _ => "",
        };
    }
}
