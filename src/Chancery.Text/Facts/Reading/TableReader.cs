namespace Chancery.Text.Facts.Reading;

/// <summary>A language that its table and a few habits describe in full.</summary>
internal class TableReader(string table, DigitStyle style, IReadOnlyList<string> ordinals, bool pointMakesOrdinal = false, bool hoursAreClock = false,
    bool isLatinForeign = false, bool andBeforeOnes = false) : SpacedReader(new Table(Resource.Read(table)))
{
    /// <summary>1.234.567,89 or 1 234 567,89.</summary>
    public static readonly DigitStyle Comma = new(',', ". ");

    protected override DigitStyle Style { get; } = style;

    protected override IReadOnlyList<string> OrdinalEndings { get; } = ordinals;

    protected override bool PointMakesOrdinal { get; } = pointMakesOrdinal;

    protected override bool MinutesFollowHour { get; } = hoursAreClock;

    protected override bool AndAfterUnits { get; } = andBeforeOnes;

    protected override bool IsLatinForeign { get; } = isLatinForeign;
}
