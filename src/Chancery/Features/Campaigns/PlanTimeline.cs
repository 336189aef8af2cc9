using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

/// <summary>A stretch of the timeline in its own units (<see cref="PlanTimeline.DayWidth"/> a day).</summary>
public readonly record struct TimelineBar(int X, int Width);

/// <summary>The days a timeline shows and where the bars of a row lie in them. Rows are drawn by <c>_PlanTimeline</c>.</summary>
public sealed record PlanTimeline(DateOnly From, DateOnly To, DateOnly Today)
{
    public const int DayWidth = 10;

    /// <summary>Up to here every day has its number; beyond, months have their names.</summary>
    public const int DaysWithNumbers = 45;

    private const int MonthsInQuarter = 3;

    public int Days => To.DayNumber - From.DayNumber + 1;

    public int Width => Days * DayWidth;

    public IEnumerable<DateOnly> All => Enumerable.Range(0, Days).Select(From.AddDays);

    public IEnumerable<DateOnly> Saturdays => All.Where(d => d.DayOfWeek == DayOfWeek.Saturday || (d == From && d.DayOfWeek == DayOfWeek.Sunday));

    public IEnumerable<DateOnly> MonthStarts => All.Where(d => d.Day == 1 || d == From);

    public bool ShowsToday => From <= Today && Today <= To;

    /// <summary>A month, the quarter it is in, or as long as the programme and everything in its plan.</summary>
    public static PlanTimeline Of(PlanView view, Programme programme, IReadOnlyList<PlanRow> rows, DateOnly today)
    {
        var month = view.MonthOf(programme, today);
        switch (view.Zoom)
        {
            case "month":
                return new PlanTimeline(month, month.AddMonths(1).AddDays(-1), today);
            case "quarter":
                var first = new DateOnly(month.Year, ((month.Month - 1) / MonthsInQuarter * MonthsInQuarter) + 1, 1);
                return new PlanTimeline(first, first.AddMonths(MonthsInQuarter).AddDays(-1), today);
            default:
                var days = rows.SelectMany(r => (DateOnly?[])[r.Action.PlannedFrom, r.Action.PlannedTo, r.Action.ActualFrom, r.Action.ActualTo])
                    .OfType<DateOnly>().Append(programme.From).Append(programme.To).ToList();
                return new PlanTimeline(days.Min(), days.Max(), today);
        }
    }

    public int At(DateOnly day) => (day.DayNumber - From.DayNumber) * DayWidth;

    public TimelineBar? Planned(PlanRow row) => Bar(row.Action.PlannedFrom, row.Action.PlannedTo);

    public TimelineBar? Actual(PlanRow row) => Bar(row.Action.ActualFrom, row.Action.ActualTo);

    /// <summary>From the day after the plan until today, while it is late.</summary>
    public TimelineBar? Overdue(PlanRow row) => row.Standing == Standing.Late ? Bar(row.Action.PlannedTo!.Value.AddDays(1), Today) : null;

    private TimelineBar? Bar(DateOnly? from, DateOnly? to)
    {
        if (from is not { } first) return null;
        var last = to ?? first;
        if (!new DateSpan(From, To).Overlaps(new DateSpan(first, last))) return null;
        var start = At(first < From ? From : first);
        var end = At(last > To ? To : last) + DayWidth;
        return new TimelineBar(start + 1, end - start - 2);
    }
}
