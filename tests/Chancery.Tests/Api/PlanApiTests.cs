using System.Net;
using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Tests.Campaigns;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Api;

public abstract class PlanApiTests
{
    private readonly House.House _house;

    protected PlanApiTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task The_plan_is_read_from_the_campaign_down_to_its_figures()
    {
        var plan = await GivenPlan.In(_house);
        await _house.Given(new Objective
        {
            MissionId = _house.Seoul, ProgrammeId = plan.Programme.Id, Position = 1, Statement = new Translated(("en", "Be seen"), ("ko", "알리기")),
        });
        var editor = await Caller.As(_house, Role.Editor, "plan:read");
        var mission = (await editor.Get("seoul")).Is(HttpStatusCode.OK);
        Assert.Equal(("서울 문화원", "2026-09-17", "Asia/Seoul"), (mission.Text_("name.ko"), mission.Text_("today"), mission.Text_("zone")));
        var programme = (await editor.Get($"seoul/programmes/{plan.Programme.Slug}")).Is(HttpStatusCode.OK);
        Assert.Equal(("강 주간", "2026-09-14", """["en","ko"]"""), (programme.Text_("title.ko"), programme.Text_("from"), programme.Text_("languages")));
        Assert.Equal("Rivers", (await editor.Get($"seoul/campaigns/{programme.Text_("campaign")}")).Text_("title.en"));
        Assert.Equal(1, (await editor.Get($"seoul/programmes?campaign={programme.Text_("campaign")}")).Json.GetArrayLength());
        Assert.Equal("알리기", (await editor.Get($"seoul/programmes/{plan.Programme.Slug}/objectives")).Text_("0.statement.ko"));
        Assert.Contains((await editor.Get("seoul/figures")).Json.EnumerateArray(), f => f.GetProperty("id").GetString() == "plan.actions.late");
        var figures = (await editor.Get($"seoul/programmes/{plan.Programme.Slug}/figures")).Json.EnumerateArray().ToDictionary(f => f.GetProperty("id").GetString()!, f => f);
        Assert.Equal(3, figures["plan.actions.planned"].GetProperty("value").GetDecimal());
        Assert.StartsWith($"/desk/seoul/programmes/{plan.Programme.Slug}?", figures["plan.actions.planned"].GetProperty("behind").GetString(), StringComparison.Ordinal);
        (await editor.Get("seoul/programmes/none/figures")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Actions_are_listed_by_page_filter_and_order()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var address = $"seoul/programmes/{plan.Programme.Slug}/actions";
        var second = (await editor.Get(address + "?size=2&page=2")).Is(HttpStatusCode.OK);
        Assert.Equal("""{"number":2,"size":2,"total":3}""", second.Text_("page"));
        Assert.Equal("Hand-out 3", second.Text_("items.0.title.en"));
        Assert.Equal("Hand-out 3", (await editor.Get(address + "?sort=-title")).Text_("items.0.title.en"));
        Assert.Equal(3, (await editor.Get(address + "?standing=running&standing=late&kind=distribution&from=2026-09-20")).At("page.total").GetInt32());
        Assert.Equal(0, (await editor.Get(address + "?kind=event")).At("page.total").GetInt32());
        var first = (await editor.Get($"{address}?party={plan.Contact.Id}")).At("items.0");
        Assert.Equal("""[{"currency":"KRW","planned":1800000,"spent":1764000}]""", first.GetProperty("totals").GetRawText());
        Assert.Equal("Foreign students", first.GetProperty("parties")[1].GetProperty("who").GetProperty("en").GetString());
        Assert.Equal(["standing", "sort"], (await editor.Get(address + "?standing=asleep&sort=colour")).IsProblem(HttpStatusCode.UnprocessableEntity).Fields.Order().Reverse());
        Assert.Equal(["from"], (await editor.Get(address + "?from=17.9.2026")).IsProblem(HttpStatusCode.BadRequest).Fields);
    }

    [Fact]
    public async Task An_action_is_planned_once_however_often_it_is_sent()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var address = $"seoul/programmes/{plan.Programme.Slug}/actions";
        var body = new
        {
            id = Guid.CreateVersion7(),
            kind = "event",
            title = new { en = "Reading", ko = "낭독회" },
            from = "2026-09-18",
            startsAt = "14:00:00",
            parties = new object[] { new { contact = plan.Contact.Id, role = "supporter" }, new { who = new { en = "Neighbours" }, role = "participant" } },
            budget = new object[] { new { label = new { en = "Hall" }, currency = "KRW", planned = 300000.5m } },
        };
        var made = (await editor.Post(address, body)).Is(HttpStatusCode.Created);
        Assert.Equal($"/api/v1/seoul/actions/{body.id}", made.Headers.Location!.ToString());
        Assert.Equal(("낭독회", "2026-09-18", "2026-09-18", "14:00:00", "300000.5"),
            (made.Text_("title.ko"), made.Text_("from"), made.Text_("to"), made.Text_("startsAt"), made.Text_("budget.0.planned")));
        Assert.Equal(body.id, (await editor.Post(address, body)).Is(HttpStatusCode.OK).Id);
        Assert.Equal(1, await _house.Rows(db => db.Set<PlanAction>().CountAsync(a => a.Id == body.id)));
        Assert.Equal(["plan.added"], (await GivenPlan.Entries(_house, body.id)).Select(e => e.Kind));
        Assert.Equal(made.Text, (await editor.Get($"seoul/actions/{body.id}")).Text);
    }

    [Fact]
    public async Task The_rules_of_the_form_refuse_by_the_names_of_the_json()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var address = $"seoul/programmes/{plan.Programme.Slug}/actions";
        var refused = (await editor.Post(address, new
        {
            from = "2026-09-18",
            to = "2026-09-17",
            latitude = 37.5,
            objective = Guid.CreateVersion7(),
            parties = new object[] { new { note = new { en = "who?" }, role = "maker" }, new { contact = Guid.CreateVersion7(), role = "maker" } },
        })).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["parties[1].contact"], refused.Fields);
        refused = (await editor.Post(address, new
        {
            from = "2026-09-18",
            to = "2026-09-17",
            latitude = 37.5,
            objective = Guid.CreateVersion7(),
            parties = new object[] { new { note = new { en = "who?" }, role = "maker" } },
            budget = new object[] { new { currency = "w0n", planned = -1 } },
        })).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["budget[0].currency", "budget[0].planned", "kind", "longitude", "objective", "parties[0].who.en", "title.en", "to"], refused.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(0, await _house.Rows(db => db.Set<PlanAction>().CountAsync(a => a.ProgrammeId == plan.Programme.Id && a.Position > 30)));
    }

    [Fact]
    public async Task What_cannot_be_read_is_400_and_names_the_place()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var address = $"seoul/programmes/{plan.Programme.Slug}/actions";
        (await editor.Post(address, "{ \"title\": ")).IsProblem(HttpStatusCode.BadRequest);
        (await editor.Post(address, "")).IsProblem(HttpStatusCode.BadRequest);
        (await editor.Post(address, "[]")).IsProblem(HttpStatusCode.BadRequest);
        (await editor.Post(address, "null")).IsProblem(HttpStatusCode.BadRequest);
        var unknown = (await editor.Post(address, """{ "title": { "en": "x" }, "colour": "red" }""")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(["colour"], unknown.Fields);
        Assert.Equal("This field is not known here.", unknown.Text_("errors.colour.0"));
        Assert.Equal(["title"], (await editor.Post(address, """{ "title": { "klingon": "x" } }""")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["title"], (await editor.Post(address, """{ "title": "x" }""")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["kind"], (await editor.Post(address, """{ "kind": "dance" }""")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["kind"], (await editor.Post(address, """{ "kind": 2 }""")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["from"], (await editor.Post(address, """{ "from": "18.9.2026" }""")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["budget[0].planned"], (await editor.Post(address, """{ "budget": [ { "planned": "1,000" } ] }""")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.DoesNotContain("parties", (await editor.Post(address, """{ "parties": [null], "budget": [null] }""")).IsProblem(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.True((int)(await editor.Get("seoul/journal?programme=%00")).Status is 400 or 404);
        Assert.True((int)(await editor.Get(address + "?text=%00&objective=%00")).Status < 500);
        Assert.True((int)(await editor.Get("seoul/archive?q=%00")).Status < 500);
        (await editor.Get("seoul/actions/17")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_second_of_two_who_change_an_action_is_shown_what_is_saved()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var address = $"seoul/actions/{plan.Actions[0].Id}";
        var read = await editor.Get(address);
        var body = new Dictionary<string, object?> { ["kind"] = "distribution", ["title"] = new { en = "Mine" }, ["from"] = "2026-09-15" };
        (await editor.Put(address, body)).IsProblem((HttpStatusCode)428);
        var mine = (await editor.Put(address, body, read.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);
        Assert.Equal((read.Version + 1, "{\"en\":\"Mine\"}", "[]"), (mine.Version, mine.Text_("title"), mine.Text_("parties")));

        body["title"] = new { en = "Late" };
        var late = (await editor.Put(address, body, read.Headers.ETag!.Tag)).IsProblem(HttpStatusCode.PreconditionFailed);
        Assert.Equal("Mine", late.Text_("current.title.en"));
        late = (await editor.Put(address, new Dictionary<string, object?>(body) { ["version"] = read.Version })).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(("Mine", "api.changed-meanwhile"), (late.Text_("current.title.en"), late.Text_("code")));
        (await editor.Put(address, body, "*")).IsProblem(HttpStatusCode.PreconditionFailed);
        (await editor.Post(address + "/complete", null, read.Headers.ETag!.Tag)).IsProblem(HttpStatusCode.PreconditionFailed);
        Assert.Equal("Late", (await editor.Put(address, new Dictionary<string, object?>(body) { ["version"] = mine.Version })).Is(HttpStatusCode.OK).Text_("title.en"));
        Assert.Equal(["plan.edited", "plan.edited"], (await GivenPlan.Entries(_house, plan.Actions[0].Id)).Select(e => e.Kind));
    }

    [Fact]
    public async Task Parties_and_budget_lines_keep_their_identity_through_a_change()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var address = $"seoul/actions/{plan.Actions[0].Id}";
        var read = await editor.Get(address);
        var (party, line) = (read.At("parties.1.id").GetGuid(), read.At("budget.0.id").GetGuid());
        var changed = (await editor.Put(address, new
        {
            kind = "distribution",
            title = new { en = "Hand-out" },
            version = read.Version,
            parties = new object[] { new { id = party, who = new { ko = "유학생" }, role = "distributor" } },
            budget = new object[] { new { id = line, label = new { en = "Paper" }, currency = "KRW", planned = 5 } },
        })).Is(HttpStatusCode.OK);
        Assert.Equal((party, line), (changed.At("parties.0.id").GetGuid(), changed.At("budget.0.id").GetGuid()));
        Assert.Equal(("{\"ko\":\"유학생\"}", "null"), (changed.Text_("parties.0.who"), changed.Text_("budget.0.spent")));
    }

    [Fact]
    public async Task An_action_is_duplicated_moved_cancelled_reopened_and_completed()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var address = $"seoul/actions/{plan.Actions[0].Id}";
        var copy = (await editor.Post(address + "/duplicate")).Is(HttpStatusCode.Created);
        Assert.Equal(("null", "planned", "null"), (copy.Text_("budget.0.spent"), copy.Text_("status"), copy.Text_("actualFrom")));
        var order = (await editor.Get($"seoul/programmes/{plan.Programme.Slug}/actions")).At("items").EnumerateArray().Select(a => a.GetProperty("id").GetGuid());
        Assert.Equal([plan.Actions[0].Id, copy.Id, plan.Actions[1].Id, plan.Actions[2].Id], order);
        (await editor.Post(address + "/move", new { to = 4 })).Is(HttpStatusCode.OK);
        order = (await editor.Get($"seoul/programmes/{plan.Programme.Slug}/actions")).At("items").EnumerateArray().Select(a => a.GetProperty("id").GetGuid());
        Assert.Equal(plan.Actions[0].Id, order.Last());

        foreach (var nowhere in (string[])["{}", """{ "to": 0 }"""])
            Assert.Equal(["to"], (await editor.Post(address + "/move", nowhere)).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);

        Assert.Equal(["reason"], (await editor.Post(address + "/cancel", "{}")).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        var cancelled = (await editor.Post(address + "/cancel", new { reason = new { ko = "비" } })).Is(HttpStatusCode.OK);
        Assert.Equal(("cancelled", "비"), (cancelled.Text_("standing"), cancelled.Text_("cancelReason.ko")));
        Assert.Equal("plan.cancelled-action", (await editor.Post(address + "/complete")).IsProblem(HttpStatusCode.UnprocessableEntity).Text_("code"));
        (await editor.Post(address + "/reopen")).Is(HttpStatusCode.OK);
        Assert.Equal("done", (await editor.Post(address + "/complete")).Is(HttpStatusCode.OK).Text_("status"));
        (await editor.Post($"seoul/actions/{Guid.CreateVersion7()}/complete")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(["plan.moved", "plan.cancelled", "plan.reopened", "plan.completed"], (await GivenPlan.Entries(_house, plan.Actions[0].Id)).Select(e => e.Kind));
    }
}

public sealed class PlanApiOnSqlite(SqliteHouse house) : PlanApiTests(house), IClassFixture<SqliteHouse>;

public sealed class PlanApiOnPostgres(PostgresHouse house) : PlanApiTests(house), IClassFixture<PostgresHouse>;
