using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Chancery.Tests.Campaigns;

public sealed class PlanViewTests
{
    private static readonly DateOnly Today = new(2026, 9, 17);

    private readonly PlanGiven _plan = new(Guid.CreateVersion7(), "rivers");
    private readonly Objective _objective;
    private readonly PlanAction _ride, _banners, _film, _letter;

    public PlanViewTests()
    {
        _objective = new Objective { MissionId = _plan.Programme.MissionId, ProgrammeId = _plan.Programme.Id, Statement = new Translated(("en", "Known")) };
        _ride = _plan.Action("Ride along the Hân", "2026-09-19");
        _ride.Place = new Translated(("en", "Yeouido"), ("ko", "여의도한강공원"));
        _ride.ObjectiveId = _objective.Id;
        Spend(_ride, "KRW", 500, 700);
        _banners = _plan.Action("Banners", "2026-09-14", "2026-09-28", ActionKind.Placement);
        Spend(_banners, "KRW", 300, null);
        Spend(_banners, "EUR", 40, 41.5m);
        _film = _plan.Action("film", "2026-09-10", "2026-09-16", ActionKind.Posting);
        _film.Parties.Add(new ActionParty { MissionId = _film.MissionId, ActionId = _film.Id, Role = PartyRole.Translator, Label = new Translated(("en", "Foreign students"), ("ko", "유학생")) });
        _letter = _plan.Action("Letter", kind: ActionKind.Dispatch);
        _letter.Complete();
    }

    [Theory]
    [InlineData("", "ride banners film letter")]
    [InlineData("kind=placement&kind=posting", "banners film")]
    [InlineData("standing=late", "film")]
    [InlineData("standing=running", "banners")]
    [InlineData("standing=planned&standing=done", "ride letter")]
    [InlineData("objective=none", "banners film letter")]
    [InlineData("text=한강", "ride")]
    [InlineData("text=HAN", "ride")]
    [InlineData("text=유학생", "film")]
    [InlineData("place=yeou", "ride")]
    [InlineData("from=2026-09-16&to=2026-09-18", "banners film")]
    [InlineData("from=2026-09-29", "")]
    [InlineData("evidence=none", "letter")]
    [InlineData("kind=nonsense&sort=drop&page=-3&from=31-31", "ride banners film letter")]
    [InlineData("sort=title", "banners film letter ride")]
    [InlineData("sort=-title", "ride letter film banners")]
    [InlineData("sort=planned", "film banners ride letter")]
    [InlineData("sort=-planned", "ride banners film letter")]
    [InlineData("sort=standing", "ride banners film letter")]
    [InlineData("sort=kind", "ride banners film letter")]
    [InlineData("sort=objective", "ride banners film letter")]
    [InlineData("sort=-position", "letter film banners ride")]
    [InlineData("sort=place", "ride banners film letter")]
    [InlineData("sort=spent", "banners ride film letter")]
    public void A_query_string_filters_and_sorts(string query, string expected) => Assert.Equal(expected, Shown(query));

    [Fact]
    public void One_objective_and_one_party_can_be_chosen()
    {
        Assert.Equal("ride", Shown($"objective={_objective.Id}"));
        var party = Rows().Single(r => r.Action == _film).Parties.Single().Key;
        Assert.Equal("film", Shown($"party={Uri.EscapeDataString(party)}"));
    }

    [Theory]
    [InlineData("?view=timeline&kind=event&standing=late&text=%ED%95%9C%20%26%20x&evidence=none&sort=-title&zoom=month&month=2026-09")]
    [InlineData("?from=2026-09-01&to=2026-09-30&page=2")]
    [InlineData("")]
    public void A_view_is_written_as_the_query_it_was_read_from(string query) => Assert.Equal(query, Of(query).ToQuery());

    [Fact]
    public void Sums_are_kept_apart_by_currency()
    {
        var rows = Rows();
        Assert.Equal([new Money(40, "EUR"), new Money(800, "KRW")], Money.Sum(rows.SelectMany(r => r.Planned)));
        Assert.Equal([new Money(41.5m, "EUR"), new Money(700, "KRW")], Money.Sum(rows.SelectMany(r => r.Spent)));
    }

    [Fact]
    public void The_timeline_marks_what_is_late_and_cuts_bars_at_its_edges()
    {
        var rows = Rows();
        var line = PlanTimeline.Of(Of("zoom=month&month=2026-09"), _plan.Programme, rows, Today);
        Assert.Equal(300, line.Width);
        Assert.Equal(new TimelineBar(91, 68), line.Planned(rows.Single(r => r.Action == _film)));
        Assert.Equal(new TimelineBar(161, 8), line.Overdue(rows.Single(r => r.Action == _film)));
        Assert.Null(line.Overdue(rows.Single(r => r.Action == _banners)));
        Assert.Null(line.Planned(rows.Single(r => r.Action == _letter)));
        var short_ = new PlanTimeline(new DateOnly(2026, 9, 20), new DateOnly(2026, 9, 30), Today);
        Assert.Equal(new TimelineBar(1, 88), short_.Planned(rows.Single(r => r.Action == _banners)));
        Assert.Null(short_.Planned(rows.Single(r => r.Action == _ride)));
    }

    [Fact]
    public void The_whole_programme_is_as_long_as_what_is_in_it()
    {
        _plan.Action("Far", "2026-12-01");
        var line = PlanTimeline.Of(Of(""), _plan.Programme, Rows(), Today);
        Assert.Equal((new DateOnly(2026, 9, 1), new DateOnly(2026, 12, 1)), (line.From, line.To));
        var quarter = PlanTimeline.Of(Of("zoom=quarter&month=2026-11"), _plan.Programme, Rows(), Today);
        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 31)), (quarter.From, quarter.To));
    }

    [Fact]
    public void An_action_over_two_weeks_and_two_months_lies_on_each_of_its_days()
    {
        var late = _plan.Action("Over the month", "2026-09-29", "2026-10-06");
        foreach (var month in (DateOnly[])[new(2026, 9, 1), new(2026, 10, 1)])
        {
            var calendar = PlanCalendar.Of(month, Rows());
            Assert.All(calendar.Weeks, w => Assert.Equal(DayOfWeek.Monday, w.Monday.DayOfWeek));
            var days = calendar.Weeks
                .SelectMany(w => w.Lines.SelectMany(l => l).Where(b => b.Row.Action == late)
                    .SelectMany(b => Enumerable.Range(b.Offset, b.Days).Select(w.Monday.AddDays)))
                .ToList();
            Assert.Equal(days.Distinct().Count(), days.Count);
            var first = new DateOnly(2026, 9, 29);
            var last = month.Month == 9 ? new DateOnly(2026, 10, 4) : new DateOnly(2026, 10, 6);
            Assert.Equal((first, last, last.DayNumber - first.DayNumber + 1), (days.Min(), days.Max(), days.Count));
        }
    }

    [Fact]
    public void Bars_of_one_line_never_overlap()
    {
        for (var i = 0; i < 40; i++) _plan.Action($"More {i}", $"2026-09-{1 + (i * 7 % 25):00}", $"2026-09-{3 + (i * 7 % 25):00}");
        foreach (var line in PlanCalendar.Of(new DateOnly(2026, 9, 1), Rows()).Weeks.SelectMany(w => w.Lines))
        {
            for (var i = 1; i < line.Count; i++) Assert.True(line[i].Offset >= line[i - 1].Offset + line[i - 1].Days);
            Assert.InRange(line[^1].Offset + line[^1].Days, 1, 7);
        }
    }

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(21, "21st")]
    [InlineData(24, "24th")]
    [InlineData(30, "30th")]
    [InlineData(111, "111th")]
    [InlineData(122, "122nd")]
    public void Anniversaries_have_English_ordinals(int number, string expected) => Assert.Equal(expected, Ordinal.English(number));

    private IReadOnlyList<PlanRow> Rows() =>
    [
        .. _plan.Actions.Select(a => new PlanRow(a, a.StandingOn(Today), a.DaysLate(Today), a.ObjectiveId is null ? null : _objective, a.ObjectiveId is null ? 0 : 1,
            [.. a.Parties.Select(p => PlanParty.Of(p, new Dictionary<Guid, Translated>()))], 0, 0)),
    ];

    private static PlanView Of(string query) => PlanView.Of(new QueryCollection(QueryHelpers.ParseQuery(query)));

    private string Shown(string query)
    {
        var names = new Dictionary<PlanAction, string> { [_ride] = "ride", [_banners] = "banners", [_film] = "film", [_letter] = "letter" };
        return string.Join(' ', Of(query).Apply(Rows(), "en", Language.Culture("en")).Select(r => names[r.Action]));
    }

    private static void Spend(PlanAction action, string currency, decimal planned, decimal? spent) => action.Budget.Add(new BudgetLine
    {
        MissionId = action.MissionId, ActionId = action.Id, Currency = currency, Planned = planned, Spent = spent,
    });
}
