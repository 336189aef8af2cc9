using System.Net;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Tests.Campaigns;
using Chancery.Tests.House;
using Chancery.Tests.Newsroom;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Api;

public abstract class StoriesApiTests
{
    private readonly House.House _house;

    protected StoriesApiTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task A_story_is_begun_written_translated_and_sent_and_no_token_decides_on_it()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        var story = (await editor.Post("seoul/stories", new { kind = "press-release", title = "A week beside rivers", programme = plan.Programme.Slug })).Is(HttpStatusCode.Created);
        Assert.Equal(("a-week-beside-rivers", "en", "draft", plan.Programme.Slug),
            (story.Text_("slug"), story.Text_("sourceLanguage"), story.Text_("editions.0.state"), story.Text_("programme")));
        var address = $"seoul/stories/{story.Id}";
        var edition = (await editor.Get(address + "/editions/en")).Is(HttpStatusCode.OK);
        var written = (await editor.Put(address + "/editions/en", new { title = "A week", summary = "Sum", body = "Some **text**.", version = edition.Version })).Is(HttpStatusCode.OK);
        var korean = (await editor.Post(address + "/editions", new { language = "ko", copy = true })).Is(HttpStatusCode.Created);
        Assert.Equal(("ko", "Some **text**."), (korean.Text_("language"), korean.Text_("body")));
        Assert.Equal("story.edition-exists", (await editor.Post(address + "/editions", new { language = "ko" })).IsProblem(HttpStatusCode.UnprocessableEntity).Text_("code"));
        Assert.Equal(["language"], (await editor.Post(address + "/editions", new { language = "fr" })).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);

        (await editor.Post(address + "/editions/en/send")).IsProblem((HttpStatusCode)428);
        (await editor.Post(address + "/editions/en/send", new { version = edition.Version })).IsProblem(HttpStatusCode.Conflict);
        var sent = (await editor.Post(address + "/editions/en/send", null, written.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);
        Assert.Equal("in-review", sent.Text_("state"));
        Assert.Equal("story.not-a-draft", (await editor.Put(address + "/editions/en", new { title = "Late", version = sent.Version })).IsProblem(HttpStatusCode.UnprocessableEntity).Text_("code"));
        var approver = await Caller.As(_house, Role.Approver);
        foreach (var act in (string[])["approve", "publish", "withdraw"])
            Assert.Contains((await approver.Post($"{address}/editions/en/{act}", "{}")).Status, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
        var edition1 = await _house.Rows(db => db.Editions.SingleAsync(e => e.StoryId == story.Id && e.Language == "en"));
        var kinds = await _house.Rows(db => db.Set<Platform.Journal.JournalEntry>().Where(e => e.SubjectId == edition1.Id || e.SubjectId == story.Id).OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync());
        Assert.Equal(["story.added", "story.sent"], kinds);
    }

    [Fact]
    public async Task The_second_of_two_writers_is_shown_the_text_of_the_first()
    {
        var editor = await Caller.As(_house, Role.Editor);
        var story = await editor.Post("seoul/stories", new { kind = "report", title = "Two pens" });
        var address = $"seoul/stories/{story.Id}/editions/en";
        var read = await editor.Get(address);
        (await editor.Put(address, new { title = "First", body = "First.", version = read.Version })).Is(HttpStatusCode.OK);
        var late = (await editor.Put(address, new { title = "Second", body = "Second." }, read.Headers.ETag!.Tag)).IsProblem(HttpStatusCode.PreconditionFailed);
        Assert.Equal(("First.", read.Version + 1), (late.Text_("current.body"), late.At("current.version").GetInt32()));
        Assert.Equal("First.", (await editor.Get(address)).Text_("body"));
    }

    [Fact]
    public async Task What_a_story_lacks_is_refused_field_by_field()
    {
        var editor = await Caller.As(_house, Role.Editor);
        var refused = (await editor.Post("seoul/stories", new { sourceLanguage = "tr", slug = "Not A Slug", programme = "none" })).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["kind", "programme", "slug", "sourceLanguage", "title"], refused.Fields.Order(StringComparer.Ordinal));
        var story = await editor.Post("seoul/stories", new { kind = "op-ed", title = "Empty" });
        var read = await editor.Get($"seoul/stories/{story.Id}/editions/en");
        Assert.Equal(["body"], (await editor.Post($"seoul/stories/{story.Id}/editions/en/send", new { version = read.Version })).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        Assert.Equal(["body"], (await editor.Put($"seoul/stories/{story.Id}/editions/en", new { body = new string('x', 200_001), version = read.Version })).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        (await editor.Get($"seoul/stories/{story.Id}/editions/ko")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Stories_are_listed_by_kind_state_language_and_words()
    {
        var translator = await Caller.As(_house, Role.Translator);
        var title = "강변 " + Guid.CreateVersion7();
        var story = (await translator.Post("seoul/stories", new { kind = "op-ed", title, sourceLanguage = "ko" })).Is(HttpStatusCode.Created);
        var found = await translator.Get($"seoul/stories?kind=op-ed&state=draft&language=ko&q={Uri.EscapeDataString(title)}");
        Assert.Equal(story.Id, Assert.Single(found.At("items").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(0, (await translator.Get($"seoul/stories?state=published&q={Uri.EscapeDataString(title)}")).At("page.total").GetInt32());
        Assert.Equal(["programme", "state"], (await translator.Get("seoul/stories?state=lost&programme=none")).IsProblem(HttpStatusCode.UnprocessableEntity).Fields.Order());
    }

    [Fact]
    public async Task The_archive_is_public_and_shows_nothing_before_its_time()
    {
        var word = "riverword" + Guid.CreateVersion7().ToString("N")[^8..];
        await _house.Publish(word + "-one", [("en", "Open", $"Text {word}."), ("ko", "열린", "글")]);
        await _house.Publish(word + "-two", [("en", "Waiting", $"Text {word}.")], opens: _house.Now().AddHours(1));
        await _house.Publish(word + "-three", [("en", "Elsewhere", $"Text {word}.")], mission: _house.Other);
        var anyone = new Caller(_house.Client());
        var found = (await anyone.Get($"seoul/archive?q={word}")).Is(HttpStatusCode.OK);
        var hit = Assert.Single(found.At("items").EnumerateArray());
        Assert.Equal(("Open", $"/seoul/en/stories/{word}-one"), (hit.GetProperty("title").GetString(), hit.GetProperty("address").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await _house.Anonymous().Get(hit.GetProperty("address").GetString()!)).Status);
        Assert.Equal("열린", (await anyone.Get($"seoul/archive?q={word}&language=ko")).Text_("items.0.title"));
        Assert.Equal(1, (await anyone.Get($"seoul/archive?q={word}&year=2026&kind=news-report")).At("page.total").GetInt32());
        Assert.Equal(0, (await anyone.Get($"seoul/archive?q={word}&year=2025")).At("page.total").GetInt32());
        (await anyone.Get("nowhere/archive")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_contact_is_added_found_in_any_script_and_changed_by_its_version()
    {
        var editor = await Caller.As(_house, Role.Editor);
        var tail = Guid.CreateVersion7().ToString("N")[^8..];
        var body = new { kind = "organisation", category = "media", name = new { en = "River Post " + tail, ko = "강변신문" }, email = "desk@river.example", language = "ko" };
        var made = (await editor.Post("seoul/contacts", body)).Is(HttpStatusCode.Created);
        Assert.Equal("010", (await editor.Post("seoul/contacts", new { name = new { en = "A\0b" }, phone = "\0010" })).Is(HttpStatusCode.Created).Text_("phone"));
        var found = await editor.Get($"seoul/contacts?q={Uri.EscapeDataString("강변 " + tail)}&category=media");
        Assert.Equal(made.Id, Assert.Single(found.At("items").EnumerateArray()).GetProperty("id").GetGuid());
        var person = (await editor.Post("seoul/contacts", new { kind = "person", name = new { en = "Mira" }, organisation = made.Id, post = new { en = "Editor" } })).Is(HttpStatusCode.Created);
        Assert.Equal(person.Id, (await editor.Get($"seoul/contacts?organisation={made.Id}")).At("items.0.id").GetGuid());
        var changed = (await editor.Put($"seoul/contacts/{made.Id}", new { name = new { en = "River Daily" }, version = made.Version })).Is(HttpStatusCode.OK);
        Assert.Equal(("{\"en\":\"River Daily\"}", "", made.Version + 1), (changed.Text_("name"), changed.Text_("email"), changed.Version));
        Assert.Equal("River Daily", (await editor.Put($"seoul/contacts/{made.Id}", body, made.Headers.ETag!.Tag)).IsProblem(HttpStatusCode.PreconditionFailed).Text_("current.name.en"));
        Assert.Equal(["email", "language", "name.en", "organisation"],
            (await editor.Post("seoul/contacts", new { email = "nobody", language = "xx", organisation = person.Id })).IsProblem(HttpStatusCode.UnprocessableEntity).Fields.Order(StringComparer.Ordinal));
    }
}

public sealed class StoriesApiOnSqlite(SqliteHouse house) : StoriesApiTests(house), IClassFixture<SqliteHouse>;

public sealed class StoriesApiOnPostgres(PostgresHouse house) : StoriesApiTests(house), IClassFixture<PostgresHouse>;
