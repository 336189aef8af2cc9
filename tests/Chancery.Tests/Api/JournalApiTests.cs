using System.Net;
using System.Net.Http.Headers;
using Chancery.Features.Campaigns;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Tests.Campaigns;
using Chancery.Tests.Files;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Api;

public abstract class JournalApiTests
{
    private readonly House.House _house;

    protected JournalApiTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task An_entry_sent_twice_is_one_entry_and_other_content_under_its_id_is_refused()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var file = (await Upload(editor, TestFiles.Jpeg(77), "stand.jpg")).Is(HttpStatusCode.Created).Id;
        var address = $"seoul/actions/{plan.Actions[0].Id}/entries";
        var body = new Dictionary<string, object?>
        {
            ["id"] = Guid.CreateVersion7(), ["from"] = "2026-09-16", ["to"] = "2026-09-17", ["at"] = "09:10:00", ["words"] = new { en = "Handed out", ko = "배부" },
            ["place"] = new { ko = "여의도" }, ["quantity"] = 1300.50m, ["unit"] = new { en = "brochures" }, ["links"] = new[] { "https://example.org/post" }, ["files"] = new[] { file },
        };
        var made = (await editor.Post(address, body)).Is(HttpStatusCode.Created);
        Assert.Equal(("happened", "배부", "1300.5", "Editor of seoul"), (made.Text_("kind"), made.Text_("words.ko"), made.Text_("quantity"), made.Text_("by")));
        Assert.Equal(file, made.At("evidence.0.file").GetGuid());
        Assert.Equal(made.Text, (await editor.Post(address, body)).Is(HttpStatusCode.OK).Text);
        Assert.Equal(made.Text, (await editor.Get(made.Headers.Location!.ToString()["/api/v1/".Length..])).Text);

        body["words"] = new { en = "Handed out twice" };
        var other = (await editor.Post(address, body)).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(("api.contradiction", "Handed out"), (other.Text_("code"), other.Text_("current.words.en")));
        (await editor.Post($"seoul/actions/{plan.Actions[1].Id}/entries", body)).IsProblem(HttpStatusCode.Conflict);
        Assert.Single(await GivenPlan.Entries(_house, plan.Actions[0].Id));
        var action = await editor.Get($"seoul/actions/{plan.Actions[0].Id}");
        Assert.Equal(("2026-09-16", "2026-09-17"), (action.Text_("actualFrom"), action.Text_("actualTo")));
    }

    [Fact]
    public async Task The_same_entry_from_four_senders_at_once_is_one_entry()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        await editor.Get("me");
        var body = new { id = Guid.CreateVersion7(), from = "2026-09-17", words = new { en = "once" } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => editor.Post($"seoul/actions/{plan.Actions[0].Id}/entries", body)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Single(await GivenPlan.Entries(_house, plan.Actions[0].Id));
    }

    [Fact]
    public async Task The_rules_of_an_entry_refuse_by_the_names_of_the_json()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var address = $"seoul/actions/{plan.Actions[0].Id}/entries";
        var refused = (await editor.Post(address, $$"""
            { "id": "{{new Guid("7b0e1f0e-1f6b-4c56-9c4e-0d3c1c8f0a11")}}", "from": "2026-09-18", "quantity": 1.00001, "links": ["javascript:alert(1)"], "files": ["{{Guid.CreateVersion7()}}"] }
            """)).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["files[0]", "from", "id", "links", "quantity", "unit"], refused.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(["from"], (await editor.Post(address, new { id = Guid.CreateVersion7() })).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        Assert.Equal(["id"], (await editor.Post(address, new { from = "2026-09-17" })).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        (await editor.Post(address, new { id = Guid.CreateVersion7(), from = "2026-09-17", links = new[] { "https://example.org/\0" } })).IsProblem(HttpStatusCode.UnprocessableEntity);
        (await editor.Post(address, new { id = Guid.CreateVersion7(), notRecorded = true, words = new { en = "x" } })).Is(HttpStatusCode.Created);
        Assert.Null((await GivenPlan.Whole(_house, plan.Actions[0].Id)).ActualFrom);
    }

    [Fact]
    public async Task Who_may_not_read_the_plan_records_on_the_actions_of_today_alone()
    {
        var plan = await GivenPlan.In(_house);
        var later = new PlanAction { MissionId = _house.Seoul, ProgrammeId = plan.Programme.Id, Position = 90, Title = new(("en", "Later")) };
        later.Plan(new DateOnly(2026, 9, 19), null);
        await _house.Given(later);
        var volunteer = await Caller.As(_house, Role.Volunteer);
        var today = (await volunteer.Get("seoul/today")).Is(HttpStatusCode.OK).Json.EnumerateArray().Select(a => a.GetProperty("id").GetGuid()).ToList();
        Assert.Contains(plan.Actions[0].Id, today);
        Assert.DoesNotContain(later.Id, today);
        object Entry(bool done) => new { id = Guid.CreateVersion7(), from = "2026-09-17", words = new { en = "x" }, done };
        (await volunteer.Post($"seoul/actions/{plan.Actions[0].Id}/entries", Entry(false))).Is(HttpStatusCode.Created);
        (await volunteer.Post($"seoul/actions/{plan.Actions[0].Id}/entries", Entry(true))).IsProblem(HttpStatusCode.Forbidden);
        (await volunteer.Post($"seoul/actions/{later.Id}/entries", Entry(false))).IsProblem(HttpStatusCode.NotFound);
        (await volunteer.Get("seoul/journal")).IsProblem(HttpStatusCode.Forbidden);
        var editor = await Caller.As(_house, Role.Editor);
        (await editor.Post($"seoul/actions/{later.Id}/entries", Entry(true))).Is(HttpStatusCode.Created);
        Assert.Equal("done", (await editor.Get($"seoul/actions/{later.Id}")).Text_("status"));
    }

    [Fact]
    public async Task An_entry_is_reversed_once_and_both_say_so()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var entry = await editor.Post($"seoul/actions/{plan.Actions[0].Id}/entries", new { id = Guid.CreateVersion7(), from = "2026-09-17" });
        var address = $"seoul/journal/{entry.Id}/reverse";
        Assert.Equal("entry.no-reason", (await editor.Post(address, "{}")).IsProblem(HttpStatusCode.UnprocessableEntity).Text_("code"));
        var reversal = (await editor.Post(address, new { reason = new { en = "Counted twice", ko = "두 번 셈" } })).Is(HttpStatusCode.Created);
        Assert.Equal(("reversal", entry.Id, "두 번 셈"), (reversal.Text_("kind"), reversal.At("reverses").GetGuid(), reversal.Text_("words.ko")));
        Assert.Equal(reversal.Id, (await editor.Get($"seoul/journal/{entry.Id}")).At("reversedBy").GetGuid());
        Assert.Equal("entry.already-reversed", (await editor.Post(address, new { reason = new { en = "again" } })).IsProblem(HttpStatusCode.UnprocessableEntity).Text_("code"));
        (await editor.Post($"seoul/journal/{reversal.Id}/reverse", new { reason = new { en = "no" } })).IsProblem(HttpStatusCode.NotFound);
        (await (await Caller.As(_house, Role.Coordinator)).Post(address, "{}")).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal("null", (await editor.Get($"seoul/actions/{plan.Actions[0].Id}")).Text_("actualFrom"));
    }

    [Fact]
    public async Task The_journal_is_read_stretch_by_stretch_and_its_head_is_signed()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        await _house.Given([.. Enumerable.Range(0, 25).Select(i => new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = _house.Seoul, Kind = i % 5 == 0 ? "plan.edited" : JournalEntry.Happened,
            ProgrammeId = plan.Programme.Id, ActionId = plan.Actions[i % 2].Id, HappenedOn = new DateOnly(2026, 9, 1 + i % 5),
        })]);
        var address = $"seoul/journal?programme={plan.Programme.Slug}&size=10";
        var seen = new List<long>();
        for (var next = ""; next != "null";)
        {
            var stretch = (await editor.Get(address + (next.Length > 0 ? "&before=" + next : ""))).Is(HttpStatusCode.OK);
            seen.AddRange(stretch.At("items").EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
            next = stretch.Text_("next")!;
        }
        Assert.Equal(25, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(), seen);
        Assert.Equal(5, (await editor.Get(address + "&kind=desk")).At("items").GetArrayLength());
        Assert.Equal(5, (await editor.Get(address + "&day=2026-09-02")).At("items").GetArrayLength());
        Assert.Equal(["kind"], (await editor.Get(address + "&kind=rumour")).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        (await editor.Get("seoul/journal?programme=none")).IsProblem(HttpStatusCode.NotFound);
        var head = (await new Caller(_house.Client()).Get("seoul/journal/head")).Is(HttpStatusCode.OK);
        var newest = (await editor.Get("seoul/journal?size=1")).At("items.0");
        Assert.Equal((newest.GetProperty("sequence").GetInt64(), newest.GetProperty("hash").GetString()), (head.At("sequence").GetInt64(), head.Text_("hash")));
        Assert.Equal(88, head.Text_("signature")!.Length);
    }

    [Fact]
    public async Task A_file_is_handed_in_looked_up_and_given_back_byte_for_byte()
    {
        var editor = await Caller.As(_house, Role.Editor);
        var bytes = TestFiles.Jpeg(78);
        var made = (await Upload(editor, bytes, "stand.jpg", ("caption", """{ "en": "The stand", "ko": "부스" }"""))).Is(HttpStatusCode.Created);
        Assert.Equal(("image/jpeg", "stand.jpg", "부스", "64"), (made.Text_("mediaType"), made.Text_("name"), made.Text_("caption.ko"), made.Text_("width")));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), made.Text_("sha256"));
        var again = (await Upload(editor, bytes, "other.jpg", ("caption", """{ "en": "Another" }"""))).Is(HttpStatusCode.OK);
        Assert.Equal((made.Id, "The stand"), (again.Id, again.Text_("caption.en")));
        Assert.Equal(bytes, await editor.Client.GetByteArrayAsync(new Uri($"/api/v1/seoul/evidence/{made.Id}/original", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal(made.Text, (await editor.Get($"seoul/evidence/{made.Id}")).Text);
        Assert.Contains((await editor.Get("seoul/evidence")).At("items").EnumerateArray(), f => f.GetProperty("id").GetGuid() == made.Id);
        (await editor.Get($"seoul/evidence/{Guid.CreateVersion7()}/original")).IsProblem(HttpStatusCode.NotFound);

        var coordinator = await Caller.As(_house, Role.Coordinator);
        (await Upload(coordinator, TestFiles.Png(79), "hand.png")).Is(HttpStatusCode.Created);
        (await coordinator.Get($"seoul/evidence/{made.Id}")).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_file_that_is_not_taken_leaves_nothing_behind()
    {
        var editor = await Caller.As(_house, Role.Editor);
        var before = await _house.Rows(db => db.Set<EvidenceFile>().CountAsync());
        var refused = (await Upload(editor, "<html></html>"u8.ToArray(), "page.html")).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("evidence.type", "file"), (refused.Text_("code"), refused.Fields.Single()));
        Assert.Equal("evidence.says-otherwise", (await Upload(editor, TestFiles.Png(80), "report.pdf")).IsProblem(HttpStatusCode.UnprocessableEntity).Text_("code"));
        Assert.Equal(["alt"], (await Upload(editor, TestFiles.Png(81), "a.png", ("alt", "words"))).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        using var none = new MultipartFormDataContent { { new StringContent("{}"), "alt" } };
        Assert.Equal(["file"], (await editor.Send(HttpMethod.Post, "seoul/evidence", none)).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        (await editor.Post("seoul/evidence", "{}")).IsProblem(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal(before, await _house.Rows(db => db.Set<EvidenceFile>().CountAsync()));
    }

    private static async Task<Reply> Upload(Caller caller, byte[] bytes, string name, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        return await caller.Send(HttpMethod.Post, "seoul/evidence", form);
    }
}

public sealed class JournalApiOnSqlite(SqliteHouse house) : JournalApiTests(house), IClassFixture<SqliteHouse>;

public sealed class JournalApiOnPostgres(PostgresHouse house) : JournalApiTests(house), IClassFixture<PostgresHouse>;
