using System.Globalization;
using System.Net;
using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Figures;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Campaigns;

public abstract class PlanPagesTests
{
    private readonly House.House _house;
    private readonly PlanGiven _plan;
    private readonly string _path;

    protected PlanPagesTests(House.House house)
    {
        house.Require();
        _house = house;
        _plan = new PlanGiven(house.Seoul, "p" + Guid.CreateVersion7().ToString("N")[8..20]);
        _path = "/desk/seoul/programmes/" + _plan.Programme.Slug;
    }

    [Fact]
    public async Task The_programmes_are_listed_with_their_anniversary_and_how_far_they_are()
    {
        _plan.Action("Film", "2026-09-10", "2026-09-12");
        _plan.Action("Ride", "2026-09-05").Complete();
        _plan.Action("Concert").Cancel(new Translated(("en", "rain")));
        await _house.Given(_plan.Rows);
        var page = await (await _house.As(Role.Reviewer)).Get("/desk/seoul/programmes");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var item = page.Document.QuerySelector($"li:has(a[href='{_path}'])")!;
        Assert.Contains("34th anniversary", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("Done 1 / 2", string.Join(' ', item.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal($"{_path}?standing=late", item.QuerySelector(".late a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_plan_shows_planned_and_actual_and_sums_of_each_currency()
    {
        var ride = _plan.Action("Ride", "2026-09-19");
        ride.Budget.Add(new BudgetLine { MissionId = ride.MissionId, ActionId = ride.Id, Currency = "KRW", Planned = 1_200_000 });
        ride.Parties.Add(new ActionParty { MissionId = ride.MissionId, ActionId = ride.Id, Role = PartyRole.Organiser, Label = new Translated(("en", "Students"), ("ko", "학생회")) });
        var film = _plan.Action("Film", "2026-09-10", "2026-09-12");
        film.Budget.Add(new BudgetLine { MissionId = film.MissionId, ActionId = film.Id, Currency = "EUR", Planned = 40, Spent = 12.5m });
        film.Observe(new DateOnly(2026, 9, 10), new DateOnly(2026, 9, 11));
        await _house.Given(_plan.Rows);
        var page = await (await _house.As(Role.Reviewer)).Get(_path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Organiser: Students", page.Main, StringComparison.Ordinal);
        Assert.Contains("10–12 Sept 2026 10–11 Sept 2026", page.Main, StringComparison.Ordinal);
        Assert.Contains("5 days late", page.Main, StringComparison.Ordinal);
        var sums = page.Document.QuerySelectorAll("tfoot tr").Select(r => string.Join('|', r.Children.Skip(1).Take(2).Select(c => c.TextContent.Trim())));
        Assert.Equal(["40 EUR|12.50 EUR", "1,200,000 KRW|"], sums);
        Assert.DoesNotContain("[plan.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?view=timeline")]
    [InlineData("?view=calendar")]
    [InlineData("/print")]
    [InlineData("/objectives")]
    [InlineData("/edit")]
    [InlineData("/next-edition?by=weekday")]
    public async Task Every_view_has_all_its_words_in_both_languages(string view)
    {
        _plan.Action("Film", "2026-09-10", "2026-09-12");
        var ride = _plan.Action("Ride", "2026-09-19");
        ride.Budget.Add(new BudgetLine { MissionId = ride.MissionId, ActionId = ride.Id, Currency = "KRW", Planned = 1 });
        var objective = new Objective { MissionId = _plan.Programme.MissionId, ProgrammeId = _plan.Programme.Id, Statement = new Translated(("en", "Known")) };
        objective.Targets.Add(new Target { MissionId = objective.MissionId, ObjectiveId = objective.Id, Label = new Translated(("en", "Done")), Value = 3, FigureId = PlanFigures.Done });
        _plan.Programme.Objectives.Add(objective);
        await _house.Given(_plan.Rows);
        var editor = await _house.As(Role.Editor);
        foreach (var language in (string[])["en", "ko"])
        {
            await _house.Rows(db => db.Users.Where(p => p.Email == "editor@seoul.example").ExecuteUpdateAsync(p => p.SetProperty(x => x.Language, language)));
            var page = await editor.Get(_path + view);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
            Assert.DoesNotMatch(@"\[[a-z-]+\.[a-z.-]+\]", page.Text);
            Assert.Empty(page.Document.QuerySelectorAll("[style], script:not([src])"));
            foreach (var field in page.Document.QuerySelectorAll("main input:not([type=hidden]):not([type=checkbox]):not([type=radio]), main select, main textarea"))
                Assert.NotNull(page.Document.QuerySelector($"label[for='{field.Id}']"));
            var ids = page.Document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
            Assert.Equal(ids.Distinct().Count(), ids.Count);
        }
        await _house.Rows(db => db.Users.Where(p => p.Email == "editor@seoul.example").ExecuteUpdateAsync(p => p.SetProperty(x => x.Language, "en")));
    }

    [Fact]
    public async Task Figures_equal_a_count_by_hand_and_open_the_rows_they_count()
    {
        foreach (var i in Enumerable.Range(0, 24))
        {
            var action = _plan.Action($"Action {i}", i % 5 == 0 ? null : $"2026-09-{1 + i:00}");
            if (i % 3 == 1) action.Complete();
            if (i % 7 == 2) action.Cancel(new Translated(("en", "x")));
            if (i % 2 == 0) _plan.Entry(action, evidence: i % 4 == 0);
            if (i % 6 == 4) _plan.Entry(action, evidence: true, reverses: null);
            if (i % 8 == 0) _plan.Entry(action, evidence: false, reverses: _plan.Entries[^1]);
        }
        await _house.Given(_plan.Rows);
        var today = new DateOnly(2026, 9, 17);
        var standing = _plan.Entries.Where(e => e.Kind == JournalEntry.Happened && _plan.Entries.All(r => r.Reverses != e.Id)).ToLookup(e => e.ActionId);
        var expected = new Dictionary<string, int>
        {
            [PlanFigures.Planned] = _plan.Actions.Count(a => a.Status != ActionStatus.Cancelled),
            [PlanFigures.Done] = _plan.Actions.Count(a => a.Status == ActionStatus.Done),
            [PlanFigures.Late] = _plan.Actions.Count(a => a.StandingOn(today) == Standing.Late),
            [PlanFigures.WithoutEvidence] = _plan.Actions.Count(a =>
                (a.Status == ActionStatus.Done || standing[a.Id].Any()) && !standing[a.Id].Any(e => e.Evidence.Count > 0)),
        };
        Assert.All(expected.Values, n => Assert.InRange(n, 1, 23));

        var scope = new FigureScope(_house.Seoul, "seoul", _plan.Programme.Id, _plan.Programme.Slug, today);
        var reviewer = await _house.As(Role.Reviewer);
        foreach (var figure in PlanFigures.All)
        {
            var value = await _house.Rows(db => figure.Compute(db, scope, TestContext.Current.CancellationToken));
            Assert.Equal((figure.Id, expected[figure.Id]), (figure.Id, (int)value.Value!));
            var rows = await reviewer.Get(figure.Behind(scope));
            Assert.Equal((figure.Id, expected[figure.Id]), (figure.Id, rows.Document.QuerySelectorAll("tbody tr").Length));
        }
        Assert.Contains(_house.Services.GetRequiredService<FigureRegistry>().All, f => f.Id == PlanFigures.Late);
    }

    [Fact]
    public async Task A_saved_view_is_seen_by_its_person_only()
    {
        await _house.Given(_plan.Rows);
        var (editor, approver) = (await _house.As(Role.Editor), await _house.As(Role.Approver));
        var saved = await editor.Post($"{_path}?standing=late&handler=SaveView", ("name", "지연된 것"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var mine = await editor.Get(_path);
        Assert.Equal($"{_path}?standing=late", mine.Document.QuerySelectorAll(".views a").Single(a => a.TextContent == "지연된 것").GetAttribute("href"));
        Assert.DoesNotContain("지연된 것", (await approver.Get(_path)).Text, StringComparison.Ordinal);

        var id = mine.Document.QuerySelector("form[action*=DeleteView] input[name=id]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, (await approver.Post($"{_path}?handler=DeleteView", ("id", id))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Post($"{_path}?handler=SaveView", ("name", "지연된 것"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Post($"{_path}?handler=SaveView", ("name", " "))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Post($"{_path}?handler=DeleteView", ("id", id))).Status);
        Assert.DoesNotContain("지연된 것", (await editor.Get(_path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_address_is_shown_once_and_is_dead_when_revoked()
    {
        _plan.Action("Ride", "2026-09-19").Title = new Translated(("ko", "한강 자전거 행진"));
        await _house.Given(_plan.Rows);
        var (editor, approver) = (await _house.As(Role.Editor), await _house.As(Role.Approver));
        await editor.Post($"{_path}?handler=Calendar");
        var page = await editor.Get(_path);
        var address = new Uri(page.Document.QuerySelector("#calendar-address")!.GetAttribute("value")!);
        Assert.Null((await editor.Get(_path)).Document.QuerySelector("#calendar-address"));

        var feed = await _house.Anonymous().Get(address.PathAndQuery);
        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (feed.Status, feed.MediaType));
        Assert.Contains("SUMMARY:한강 자전거 행진", feed.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get("/calendar/" + Tokens.New() + ".ics")).Status);
        var kept = await _house.Rows(db => db.Set<CalendarLink>().Where(l => l.ProgrammeId == _plan.Programme.Id).SingleAsync());
        Assert.DoesNotContain(kept.TokenHash, address.AbsoluteUri, StringComparison.Ordinal);

        var id = page.Document.QuerySelector("form[action*=Revoke] input[name=id]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, (await approver.Post($"{_path}?handler=Revoke", ("id", id))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _house.Anonymous().Get(address.PathAndQuery)).Status);
        await editor.Post($"{_path}?handler=Revoke", ("id", id));
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get(address.PathAndQuery)).Status);
    }

    [Fact]
    public async Task A_calendar_address_dies_with_the_right_to_read()
    {
        await _house.Given(_plan.Rows);
        await (await _house.As(Role.Coordinator)).Post($"{_path}?handler=Calendar");
        var page = await (await _house.As(Role.Coordinator)).Get(_path);
        Assert.NotNull(page.Document.QuerySelector("form[action*=Revoke]"));
        var token = Tokens.New();
        var person = await _house.Rows(db => db.Users.SingleAsync(p => p.Email == "coordinator@other.example"));
        await _house.Given(new CalendarLink { MissionId = _house.Seoul, ProgrammeId = _plan.Programme.Id, PersonId = person.Id, TokenHash = Tokens.Hash(token) });
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get($"/calendar/{token}.ics")).Status);
    }

    [Fact]
    public async Task A_day_earlier_moves_the_plan_and_a_stale_button_does_not()
    {
        var banners = _plan.Action("Banners", "2026-09-20", "2026-09-28");
        await _house.Given(_plan.Rows);
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get($"{_path}?view=timeline");
        var move = page.Document.QuerySelector("[data-shift='-1']")!.GetAttribute("value")!;
        var moved = await editor.Post($"{_path}?view=timeline&handler=Shift", ("move", move));
        Assert.Equal((HttpStatusCode.Redirect, $"{_path}?view=timeline#a-{banners.Id}"), (moved.Status, moved.Location!.OriginalString));
        var now = await _house.Rows(db => db.Set<PlanAction>().SingleAsync(a => a.Id == banners.Id));
        Assert.Equal((new DateOnly(2026, 9, 19), new DateOnly(2026, 9, 27)), (now.PlannedFrom, now.PlannedTo));
        Assert.Equal(HttpStatusCode.Conflict, (await editor.Post($"{_path}?view=timeline&handler=Shift", ("move", move))).Status);
        Assert.True(await _house.Rows(db => db.Set<JournalEntry>().AnyAsync(e => e.ActionId == banners.Id && e.Kind == "plan.edited")));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _house.As(Role.Reviewer)).Post($"{_path}?view=timeline&handler=Shift", ("move", move))).Status);
    }

    [Fact]
    public async Task The_next_edition_is_previewed_and_then_made()
    {
        _plan.Action("Ride", "2026-09-19");
        await _house.Given(_plan.Rows);
        var editor = await _house.As(Role.Editor);
        var preview = await editor.Get($"{_path}/next-edition?year=2027&by=weekday");
        Assert.Contains("Saturday 25 September 2027", preview.Main, StringComparison.Ordinal);
        Assert.Contains("35th anniversary", preview.Main, StringComparison.Ordinal);
        var made = await editor.Submit(preview, "form[method=post][action*=next-edition]");
        Assert.Equal((HttpStatusCode.Redirect, $"{_path}-2027"), (made.Status, made.Location!.OriginalString));
        var plan = await editor.Get(made.Location.OriginalString);
        Assert.Contains("Rivers 2027", plan.Main, StringComparison.Ordinal);
        Assert.Contains("25 Sept 2027", plan.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Submit(preview, "form[method=post][action*=next-edition]")).Status);
        Assert.True(await _house.Rows(db => db.Set<JournalEntry>().AnyAsync(e => e.SubjectId == _plan.Programme.Id && e.Kind == "programme.copied")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Get($"{_path}/next-edition?year=99999")).Status);
    }

    [Fact]
    public async Task Campaign_programme_and_objective_are_made_by_forms_alone()
    {
        var editor = await _house.As(Role.Editor);
        var slug = _plan.Programme.Slug;
        var campaign = await editor.Submit(await editor.Get("/desk/seoul/campaigns/new"), "main form",
            ("Titles[ko]", "기억의 강"), ("Slug", "c" + slug), ("Commemorates", "1992-02-26"), ("CommemoratedAs[en]", "The charter"));
        Assert.Equal("/desk/seoul/programmes", campaign.Location?.OriginalString);

        var form = await editor.Get("/desk/seoul/programmes/new?campaign=c" + slug);
        var wrong = await editor.Submit(form, "main form", ("Titles[ko]", "서울 2026"), ("From", "2026-09-20"), ("To", "2026-09-10"), ("Slug", slug));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("The last day must not be before the first.", wrong.Main, StringComparison.Ordinal);
        Assert.Equal("서울 2026", wrong.Document.QuerySelector("#Titles_ko_")!.GetAttribute("value"));
        var made = await editor.Submit(wrong, "main form", ("To", "2026-09-30"));
        Assert.Equal(_path, made.Location?.OriginalString);

        var objectives = await editor.Get(_path + "/objectives");
        var kept = await editor.Submit(objectives, "#objective", ("Statement[en]", "People know"), ("Targets[0].Label[en]", "Done"), ("Targets[0].Value", "1,200"), ("Targets[0].Figure", PlanFigures.Done));
        Assert.Equal(HttpStatusCode.Redirect, kept.Status);
        var plan = await editor.Get(_path);
        Assert.Contains("O1: People know", plan.Main, StringComparison.Ordinal);
        Assert.Contains("0 / 1,200", plan.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Submit(objectives, "#objective", ("Statement[en]", ""))).Status);
        Assert.Equal(["objective.changed", "programme.added"], await _house.Rows(async db =>
            await db.Set<JournalEntry>().Where(e => e.Kind != "campaign.added" && db.Set<Programme>().Any(p => p.Id == e.ProgrammeId && p.Slug == slug))
                .OrderBy(e => e.Kind).Select(e => e.Kind).ToListAsync()));
    }

    [Fact]
    public async Task An_objective_can_be_changed_moved_and_deleted_but_not_while_an_action_serves_it()
    {
        foreach (var text in (string[])["First", "Second"])
        {
            var objective = new Objective { MissionId = _plan.Programme.MissionId, ProgrammeId = _plan.Programme.Id, Statement = new Translated(("en", text)), Position = _plan.Programme.Objectives.Count + 1 };
            objective.Targets.Add(new Target { MissionId = objective.MissionId, ObjectiveId = objective.Id, Label = new Translated(("en", "Old")), Position = 1 });
            _plan.Programme.Objectives.Add(objective);
        }
        var (first, second) = (_plan.Programme.Objectives[0], _plan.Programme.Objectives[1]);
        _plan.Action("Ride").ObjectiveId = first.Id;
        await _house.Given(_plan.Rows);
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get($"{_path}/objectives/{first.Id}");
        var changed = await editor.Submit(page, "#objective", ("Statement[ko]", "첫째"), ("Targets[0].Label[en]", ""), ("Targets[1].Label[en]", "New"));
        Assert.Equal(HttpStatusCode.Redirect, changed.Status);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.Submit(page, "#objective", ("Statement[en]", "Mine"))).Status);
        await editor.Post($"{_path}/objectives/{second.Id}?handler=Move", ("by", "-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Post($"{_path}/objectives/{first.Id}?handler=Delete")).Status);
        var rows = await _house.Rows(db => db.Set<Objective>().Include(o => o.Targets).Where(o => o.ProgrammeId == _plan.Programme.Id).OrderBy(o => o.Position).ToListAsync());
        Assert.Equal([second.Id, first.Id], rows.Select(o => o.Id));
        Assert.Equal(("첫째", "New"), (rows[1].Statement.In("ko"), rows[1].Targets.Single().Label.In("en")));
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Post($"{_path}/objectives/{second.Id}?handler=Delete")).Status);
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_both_texts_and_chooses()
    {
        await _house.Given(_plan.Rows);
        var editor = await _house.As(Role.Editor);
        var (mine, theirs) = (await editor.Get(_path + "/edit"), await editor.Get(_path + "/edit"));
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(theirs, "main form", ("Titles[en]", "Theirs"))).Status);
        var stale = await editor.Submit(mine, "main form", ("Titles[en]", "Mine"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("Mine", stale.Document.QuerySelector("#Titles_en_")!.GetAttribute("value"));
        Assert.Contains("Theirs", stale.Document.QuerySelectorAll("q").Select(q => q.TextContent));
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(stale, "main form")).Status);
        Assert.Contains("Mine", (await editor.Get(_path)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_plan_is_paged_and_read_in_a_handful_of_queries()
    {
        for (var i = 0; i < 230; i++) _plan.Action($"Action {i.ToString(CultureInfo.InvariantCulture)}", "2026-09-10");
        await _house.Given(_plan.Rows);
        var reviewer = await _house.As(Role.Reviewer);
        Assert.Equal(200, (await reviewer.Get(_path)).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(30, (await reviewer.Get(_path + "?page=2")).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(230, (await reviewer.Get(_path + "/print")).Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Another_missions_plan_is_not_there()
    {
        await _house.Given(_plan.Rows);
        var stranger = await _house.As(Role.Editor, "other");
        foreach (var view in (string[])["", "/print", "/edit", "/objectives", "/next-edition"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(_path + view)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(_path.Replace("/seoul/", "/other/", StringComparison.Ordinal) + view)).Status);
        }
    }
}

public sealed class PlanPagesOnSqlite(SqliteHouse house) : PlanPagesTests(house), IClassFixture<SqliteHouse>;

public sealed class PlanPagesOnPostgres(PostgresHouse house) : PlanPagesTests(house), IClassFixture<PostgresHouse>;
