using System.Globalization;
using Chancery.Features.Campaigns;
using Chancery.Kernel;

namespace Chancery.Tests.Campaigns;

public sealed class NextEditionTests
{
    /// <summary>The table of docs/rules/next-edition.md.</summary>
    public static TheoryData<string, string, int, string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, int, string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "rules", "next-edition.md")))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length < 8 || !DateOnly.TryParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) continue;
            examples.Add(cells[1], cells[2], int.Parse(cells[3], CultureInfo.InvariantCulture), cells[4], cells[5], cells[6]);
        }
        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Days_move_as_the_worked_examples_say(string from, string to, int years, string rule, string first, string last)
    {
        var period = new DateSpan(PlanGiven.Day(from)!.Value, PlanGiven.Day(to)!.Value);
        var moved = NextEdition.Move(period, years, rule == "weekday" ? EditionRule.Weekday : EditionRule.CalendarDay);
        Assert.Equal(new DateSpan(PlanGiven.Day(first)!.Value, PlanGiven.Day(last)!.Value), moved);
    }

    [Fact]
    public void There_are_worked_examples() => Assert.InRange(Examples().Count, 12, 100);

    [Fact]
    public void By_weekday_every_day_of_a_century_keeps_its_weekday()
    {
        for (var day = new DateOnly(1990, 1, 1); day.Year < 2090; day = day.AddDays(1))
            Assert.Equal(day.DayOfWeek, NextEdition.Move(day, 1, EditionRule.Weekday).DayOfWeek);
    }

    [Theory]
    [InlineData("korea-2016", "korea-2017")]
    [InlineData("2016-korea", "2017-korea")]
    [InlineData("rivers", "rivers-2017")]
    [InlineData("room-20160", "room-20160-2017")]
    public void The_year_of_the_slug_is_replaced_or_added(string old, string expected) => Assert.Equal(expected, NextEdition.Reslug(old, 2016, 2017));

    [Fact]
    public void What_was_planned_is_copied_and_nothing_that_happened()
    {
        var plan = new PlanGiven(Guid.CreateVersion7(), "rivers-2026");
        plan.Programme.Source = new Translated(("en", "A report"));
        var objective = new Objective { MissionId = plan.Programme.MissionId, ProgrammeId = plan.Programme.Id, Statement = new Translated(("en", "Known")) };
        objective.Targets.Add(new Target { MissionId = objective.MissionId, ObjectiveId = objective.Id, Label = new Translated(("en", "Done")), Value = 3, FigureId = PlanFigures.Done });
        plan.Programme.Objectives.Add(objective);
        var ride = plan.Action("Ride", "2026-09-19", "2026-09-20");
        ride.ObjectiveId = objective.Id;
        ride.StartsAt = new TimeOnly(10, 0);
        ride.Parties.Add(new ActionParty { MissionId = ride.MissionId, ActionId = ride.Id, Role = PartyRole.Organiser, Label = new Translated(("en", "Students")) });
        ride.Budget.Add(new BudgetLine { MissionId = ride.MissionId, ActionId = ride.Id, Currency = "KRW", Planned = 100, Spent = 90 });
        ride.Complete();
        ride.Observe(new DateOnly(2026, 9, 19), null);
        plan.Action("Off").Cancel(new Translated(("en", "rain")));

        var (copy, actions) = NextEdition.Copy(plan.Programme, plan.Actions, 1, EditionRule.CalendarDay, "rivers-2027", new Translated(("en", "Rivers 2027")));

        Assert.Equal((plan.Programme.Id, new DateOnly(2027, 9, 1), new DateOnly(2027, 10, 15)), (copy.EditionOfId, copy.From, copy.To));
        Assert.True(copy.Source.IsEmpty);
        var target = copy.Objectives.Single().Targets.Single();
        Assert.Equal((copy.Objectives.Single().Id, 3m, PlanFigures.Done), (target.ObjectiveId, target.Value, target.FigureId));
        Assert.All(actions, a => Assert.Equal(ActionStatus.Planned, a.Status));
        var again = actions[0];
        Assert.NotEqual(ride.Id, again.Id);
        Assert.Equal((copy.Id, copy.Objectives.Single().Id, new DateOnly(2027, 9, 19), new DateOnly(2027, 9, 20)), (again.ProgrammeId, again.ObjectiveId, again.PlannedFrom, again.PlannedTo));
        Assert.Null(again.ActualFrom);
        Assert.Equal(new TimeOnly(10, 0), again.StartsAt);
        Assert.Equal((again.Id, PartyRole.Organiser), (again.Parties.Single().ActionId, again.Parties.Single().Role));
        Assert.Equal((again.Id, 100m, null), (again.Budget.Single().ActionId, again.Budget.Single().Planned, again.Budget.Single().Spent));
        Assert.Null(actions[1].PlannedFrom);
    }
}
