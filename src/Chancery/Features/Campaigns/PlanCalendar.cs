namespace Chancery.Features.Campaigns;

/// <summary>An action in one week: where it begins (0 is Monday), on how many days it lies, and whether it goes on either side.</summary>
public sealed record CalendarBar(PlanRow Row, int Offset, int Days, bool Continued, bool GoesOn);

/// <summary>A week from Monday to Sunday; each line holds bars that do not overlap.</summary>
public sealed record CalendarWeek(DateOnly Monday, IReadOnlyList<IReadOnlyList<CalendarBar>> Lines);

/// <summary>A month of a plan, as weeks. An action lies on each of its planned days, or on its actual ones when none were planned.</summary>
public sealed record PlanCalendar(DateOnly Month, IReadOnlyList<CalendarWeek> Weeks)
{
    private const int DaysInWeek = 7;

    public static PlanCalendar Of(DateOnly month, IEnumerable<PlanRow> rows)
    {
        var dated = rows.Where(r => r.First is not null).OrderBy(r => r.First).ThenByDescending(r => r.Last).ThenBy(r => r.Action.Position).ToList();
        var weeks = new List<CalendarWeek>();
        for (var monday = month.AddDays(-(((int)month.DayOfWeek + DaysInWeek - 1) % DaysInWeek)); monday < month.AddMonths(1); monday = monday.AddDays(DaysInWeek))
        {
            weeks.Add(new CalendarWeek(monday, Lines(monday, dated)));
        }
        return new PlanCalendar(month, weeks);
    }

    private static List<IReadOnlyList<CalendarBar>> Lines(DateOnly monday, List<PlanRow> rows)
    {
        var sunday = monday.AddDays(DaysInWeek - 1);
        var lines = new List<List<CalendarBar>>();
        foreach (var row in rows)
        {
            var (first, last) = (row.First!.Value, row.Last ?? row.First!.Value);
            if (first > sunday || last < monday) continue;
            var from = first < monday ? monday : first;
            var to = last > sunday ? sunday : last;
            var bar = new CalendarBar(row, from.DayNumber - monday.DayNumber, to.DayNumber - from.DayNumber + 1, first < monday, last > sunday);
            var line = lines.Find(l => l[^1].Offset + l[^1].Days <= bar.Offset);
            if (line is null) lines.Add(line = []);
            line.Add(bar);
        }
        return [.. lines];
    }
}
