using Chancery.Text.Facts;

namespace Chancery.Text.Parity.Checks;

/// <summary>A rule about one kind of differing facts. The matcher has given every difference one kind, so none is told twice.</summary>
internal abstract class FactCheck(string kind, string id, string noun) : Check
{
    public override string Id => id;
    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        foreach (var difference in comparison.Differences)
        {
            if (difference.Kind != kind) continue;
            var source = difference.Source is { } a ? comparison.Span(comparison.Source, a) : null;
            var target = difference.Target is { } b ? comparison.Span(comparison.Target, b) : null;
            yield return comparison.Finding(kind, SeverityOf(comparison, difference), id, Explain(difference), difference.Bead, source, target);
        }
    }

    protected virtual Severity SeverityOf(Comparison comparison, FactDifference difference) => Severity;

    protected virtual Why Explain(FactDifference difference) => (difference.Source?.Fact, difference.Target?.Fact) switch
    {
        ({ } a, { } b) => new(FindingReasons.Differs, $"{noun} differs: {a.Reading} against {b.Reading}.", FindingValue.Of(a), FindingValue.Of(b)),
        (var a, var b) => new(FindingReasons.Missing, $"{(a ?? b!).Reading} has no counterpart in the other edition.", FindingValue.Of(a ?? b!)),
    };
}

internal sealed class NumberCheck() : FactCheck(FindingKinds.Number, "number", "The number");

internal sealed class ScaleCheck() : FactCheck(FindingKinds.Scale, "scale", "The order of magnitude");

internal sealed class PercentCheck() : FactCheck(FindingKinds.Percent, "percent", "The share");

internal sealed class DateCheck() : FactCheck(FindingKinds.Date, "date", "The date");

internal sealed class PeriodCheck() : FactCheck(FindingKinds.Period, "period", "The period");

internal sealed class TimeCheck() : FactCheck(FindingKinds.Time, "time", "The time");

internal sealed class CurrencyCheck() : FactCheck(FindingKinds.Currency, "currency", "The currency");

internal sealed class UnitCheck() : FactCheck(FindingKinds.Unit, "unit", "The unit");

internal sealed class OrdinalCheck() : FactCheck(FindingKinds.Ordinal, "ordinal", "The ordinal");

internal sealed class MissingFactCheck() : FactCheck(FindingKinds.FactMissing, "fact-missing", "The figure");

/// <summary>A weekday is another; where the date is whole, the calendar says which edition is right.</summary>
internal sealed class WeekdayCheck() : FactCheck(FindingKinds.Weekday, "weekday", "The day of the week")
{
    protected override Why Explain(FactDifference difference)
    {
        var (a, b) = (difference.Source?.Fact.Weekday, difference.Target?.Fact.Weekday);
        var calendar = difference.Source?.Fact.Date?.Weekday ?? difference.Target?.Fact.Date?.Weekday;
        if (a is null || b is null || calendar is null)
            return new(FindingReasons.Differs, $"The day of the week differs: {a} against {b}.", FindingValue.Of(a), FindingValue.Of(b));
        var date = (difference.Source?.Fact.Date?.IsFull == true ? difference.Source : difference.Target)!.Fact.Date!.Value;
        return new(FindingReasons.Calendar, $"The day of the week differs: {a} against {b}; {date} is a {calendar}.",
            FindingValue.Of(a), FindingValue.Of(b), FindingValue.Of(date), FindingValue.Of(calendar));
    }
}

/// <summary>One edition names the year and the other does not. Little to worry about where the block or the headline names it.</summary>
internal sealed class YearCheck() : FactCheck(FindingKinds.YearMissing, "year-missing", "The year")
{
    protected override Severity SeverityOf(Comparison comparison, FactDifference difference)
    {
        var lacksTarget = difference.Target is null || difference.Target.Fact.Date?.Year is null;
        var year = (lacksTarget ? difference.Source : difference.Target)?.Fact.Date?.Year;
        var edition = lacksTarget ? comparison.Target : comparison.Source;
        var sentence = lacksTarget ? difference.Bead.TargetStart : difference.Bead.SourceStart;
        var block = edition.Sentences[sentence].Block;
        return year is not null && (Names(edition, block, year.Value) || Names(edition, 0, year.Value)) ? Severity.Note : Severity.Check;
    }

    protected override Why Explain(FactDifference difference)
    {
        var whole = (difference.Source?.Fact.Date?.Year is not null ? difference.Source : difference.Target)!.Fact;
        return new(FindingReasons.Year, $"Only one edition names the year of {whole.Reading}.", FindingValue.Of(whole));
    }

    private static bool Names(Alignment.Edition edition, int block, int year)
    {
        for (var s = edition.FirstSentence[block]; s < edition.FirstSentence[block + 1]; s++)
            if (Array.Exists(edition.Facts[s], fact => fact.Date?.Year == year)) return true;
        return false;
    }
}

/// <summary>227.000 in English text: read as meant, and said.</summary>
internal sealed class FormatCheck : Check
{
    public override string Id => "format";
    public override Severity Severity => Severity.Note;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        foreach (var bead in comparison.Alignment.Sentences)
        {
            for (var s = bead.SourceStart; s < bead.SourceEnd; s++)
                foreach (var fact in comparison.Source.Facts[s].Where(fact => IsOdd(comparison, bead, new(fact, s), true)))
                    yield return Odd(comparison, bead, new(fact, s), true);
            for (var t = bead.TargetStart; t < bead.TargetEnd; t++)
                foreach (var fact in comparison.Target.Facts[t].Where(fact => IsOdd(comparison, bead, new(fact, t), false)))
                    yield return Odd(comparison, bead, new(fact, t), false);
        }
    }

    // What stands in the other edition in the same characters is a version or a quotation, and no slip.
    private static bool IsOdd(Comparison comparison, Alignment.Bead bead, PlacedFact fact, bool isSource) => fact.Fact.IsFormatOdd && !(isSource
        ? FactMatcher.IsVerbatim(fact, comparison.Source, comparison.Target, bead.TargetStart, bead.TargetCount)
        : FactMatcher.IsVerbatim(fact, comparison.Target, comparison.Source, bead.SourceStart, bead.SourceCount));

    private Finding Odd(Comparison comparison, Alignment.Bead bead, PlacedFact fact, bool isSource)
    {
        var span = comparison.Span(isSource ? comparison.Source : comparison.Target, fact);
        return comparison.Finding(FindingKinds.Format, Severity, Id,
            new(FindingReasons.Format, $"\"{span.Text}\" is not how this language writes {fact.Fact.Reading}.", new(span.Text), FindingValue.Of(fact.Fact)), bead,
            isSource ? span : null, isSource ? null : span);
    }
}
