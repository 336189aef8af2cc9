namespace Chancery.Kernel;

/// <summary>Whole days, both ends included: 23 to 25 February is three days.</summary>
public readonly record struct DateSpan(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool Contains(DateOnly day) => From <= day && day <= To;

    public bool Overlaps(DateSpan other) => From <= other.To && other.From <= To;
}
