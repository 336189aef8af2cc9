using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Jobs;
using Chancery.Platform.Journal;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Stories;

public abstract class StoryDeskTests
{
    private const string Desk = "/desk/seoul/stories";
    private readonly House.House _house;

    protected StoryDeskTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    private DateTime Now => _house.Clock.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task A_story_is_begun_written_sent_approved_and_published_by_two_people()
    {
        var editor = await _house.As(Role.Editor);
        var created = await editor.Submit(await editor.Get($"{Desk}/new"), "main form", ("Title", "A week beside  three rivers"), ("Kind", "PressRelease"));
        Assert.Equal(HttpStatusCode.Redirect, created.Status);
        var page = await editor.Get(created.Location!.ToString());
        Assert.Equal("A week beside three rivers", page.Document.QuerySelector<IHtmlInputElement>("#Title")!.Value.Replace("  ", " ", StringComparison.Ordinal));
        var sent = await editor.Post(created.Location + "?handler=Send",
            ("Version", Field(page, "Version")), ("Title", "A week beside three rivers"), ("Summary", "Sum"), ("Body", "Some **text**."));
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);

        var approver = await _house.As(Role.Approver);
        var review = await approver.Get(created.Location + "/review");
        Assert.Contains("Some text.", review.Main, StringComparison.Ordinal);
        Assert.Single(review.Document.QuerySelectorAll("main .btn-1"));
        Assert.Equal(HttpStatusCode.Redirect, (await approver.Submit(review, "#approve")).Status);
        review = await approver.Get(created.Location + "/review");
        Assert.Equal(HttpStatusCode.Redirect, (await approver.Submit(review, "#publish")).Status);

        var edition = await Edition(created.Location.ToString());
        Assert.Equal((EditionState.Published, 1, Now), (edition.State, edition.PublicRevision, edition.OpensAt!.Value));
        var revision = await _house.Rows(db => db.Revisions.SingleAsync(r => r.EditionId == edition.Id));
        Assert.Equal("<p>Some <strong>text</strong>.</p>", revision.Html.Trim());
        Assert.Equal(StoryText.Hash("A week beside three rivers", "Sum", "Some **text**."), revision.Hash);
        var entries = await _house.Rows(db => db.Journal.Where(e => e.SubjectId == edition.Id).OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(["story.sent", "story.approved", "story.published"], entries.Select(e => e.Kind));
        var payload = JsonDocument.Parse(entries[^1].Payload).RootElement;
        Assert.Equal((edition.Id, "en", 1, revision.Hash), (payload.GetProperty("edition").GetGuid(), payload.GetProperty("language").GetString()!,
            payload.GetProperty("revision").GetInt32(), payload.GetProperty("hash").GetString()!));
        Assert.Equal(Now, payload.GetProperty("opensAt").GetDateTime().ToUniversalTime());
        Assert.Contains("Published", (await approver.Get(Desk)).Main, StringComparison.Ordinal);
        Assert.Contains("Approved", (await editor.Get($"{Desk}/{edition.StoryId}")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wrote_the_text_does_not_approve_it_and_a_mission_of_one_says_so_in_the_journal()
    {
        await _house.Rows(async db =>
        {
            var person = await db.Users.SingleAsync(p => p.Email == "approver@other.example");
            db.Add(new Membership { PersonId = person.Id, MissionId = _house.Other, Role = Role.Editor, Since = Now });
            await db.SaveChangesAsync();
        });
        var both = await _house.As(Role.Approver, "other");
        var created = await both.Submit(await both.Get("/desk/other/stories/new"), "main form", ("Title", "Mine"));
        var at = created.Location!.ToString();
        await both.Submit(await both.Get(at), "#editor", ("Body", "Text."));
        await both.Post(at + "?handler=Send", ("Version", Field(await both.Get(at), "Version")), ("Title", "Mine"), ("Body", "Text."));

        var review = await both.Get(at + "/review");
        Assert.Null(review.Document.QuerySelector("#approve"));
        var refused = await both.Post(at + "/review?handler=Approve", ("Version", Field(review, "Version")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("somebody else must approve", refused.Main, StringComparison.Ordinal);

        await _house.Rows(db => db.Missions.Where(m => m.Id == _house.Other).ExecuteUpdateAsync(m => m.SetProperty(x => x.TwoPeople, false)));
        Assert.Equal(HttpStatusCode.Redirect, (await both.Submit(await both.Get(at + "/review"), "#approve")).Status);
        var edition = await Edition(at);
        var approved = await _house.Rows(db => db.Journal.SingleAsync(e => e.SubjectId == edition.Id && e.Kind == "story.approved"));
        Assert.True(JsonDocument.Parse(approved.Payload).RootElement.GetProperty("alone").GetBoolean());
    }

    [Fact]
    public async Task A_correction_keeps_the_published_text_public_until_it_is_approved_and_published()
    {
        var (at, edition) = await GivenPublished("Old words");
        var editor = await _house.As(Role.Editor);
        var approver = await _house.As(Role.Approver);
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(await editor.Get(at), "#correct")).Status);

        var noNote = await editor.Post(at + "?handler=Send", ("Version", Field(await editor.Get(at), "Version")), ("Title", "T"), ("Body", "New words"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noNote.Status);
        Assert.Contains("New words", noNote.Text, StringComparison.Ordinal);
        await editor.Post(at + "?handler=Send", ("Version", Field(await editor.Get(at), "Version")), ("Title", "T"), ("Body", "New words"), ("CorrectionNote", "The words were old."));
        Assert.Equal("Old words", await PublicBody(edition.Id));

        var review = await approver.Get(at + "/review");
        Assert.Contains("The words were old.", review.Main, StringComparison.Ordinal);
        Assert.Equal("Old", review.Document.QuerySelector("del")!.TextContent.Trim());
        await approver.Submit(review, "#approve");
        Assert.Equal("Old words", await PublicBody(edition.Id));
        Assert.Equal(HttpStatusCode.Redirect, (await approver.Submit(await approver.Get(at + "/review"), "#publish")).Status);

        Assert.Equal("New words", await PublicBody(edition.Id));
        var revisions = await _house.Rows(db => db.Revisions.Where(r => r.EditionId == edition.Id).OrderBy(r => r.Number).ToListAsync());
        Assert.Equal([("Old words", ""), ("New words", "The words were old.")], revisions.Select(r => (r.Body, r.CorrectionNote)));
        var page = await approver.Get(at + "/revisions");
        Assert.Equal("Old", page.Document.QuerySelector("del")!.TextContent.Trim());
        Assert.Equal("New", page.Document.QuerySelector("ins")!.TextContent.Trim());
    }

    [Fact]
    public async Task An_embargo_opens_to_the_second_and_is_written_down_once()
    {
        var (at, edition) = await GivenApproved("Embargoed words");
        var approver = await _house.As(Role.Approver);
        var past = await approver.Submit(await approver.Get(at + "/review"), "#publish", ("Embargo", "2026-01-01T10:00"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, past.Status);
        Assert.Contains("This time has passed", past.Main, StringComparison.Ordinal);

        var opens = _house.Clock.GetUtcNow().UtcDateTime.AddHours(3);
        opens = opens.AddTicks(-(opens.Ticks % TimeSpan.TicksPerMinute));
        var typed = opens.AddHours(9).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture); // Seoul
        Assert.Equal(HttpStatusCode.Redirect, (await approver.Submit(await approver.Get(at + "/review"), "#publish", ("Embargo", typed))).Status);
        Assert.Equal(opens, (await Edition(at)).OpensAt);
        Assert.Contains(edition.Id, await _house.Rows(db => db.Editions.OpeningSoon(Now).Select(e => e.Id).ToListAsync()));

        Assert.Null(await PublicBody(edition.Id, opens.AddTicks(-1)));
        Assert.Equal("Embargoed words", await PublicBody(edition.Id, opens));

        _house.Clock.Advance(opens.AddSeconds(-1) - Now);
        await _house.RunJobs();
        Assert.Empty(await Opened(edition.Id));
        _house.Clock.Advance(TimeSpan.FromSeconds(1));
        await _house.RunJobs();
        Assert.Single(await Opened(edition.Id));

        // A node that died after the work and before the tick: the job runs again and says nothing twice.
        await _house.Rows(db => db.Jobs.Where(j => j.SubjectId == edition.Id).ExecuteUpdateAsync(j => j.SetProperty(x => x.DoneAt, (DateTime?)null)));
        await _house.RunJobs();
        Assert.Single(await Opened(edition.Id));
        Assert.True(await _house.Rows(db => db.Jobs.Where(j => j.SubjectId == edition.Id).AllAsync(j => j.DoneAt != null && j.LastError == null)));
    }

    [Fact]
    public async Task An_embargo_can_be_moved_and_lifted_before_it_ends()
    {
        var (at, edition) = await GivenApproved("Waiting words");
        var approver = await _house.As(Role.Approver);
        string Typed(int hours) => Now.AddHours(9 + hours).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        await approver.Submit(await approver.Get(at + "/review"), "#publish", ("Embargo", Typed(2)));
        Assert.Equal(HttpStatusCode.Redirect, (await approver.Submit(await approver.Get(at + "/review"), "#embargo", ("Embargo", Typed(5)))).Status);
        _house.Clock.Advance(TimeSpan.FromHours(3));
        await _house.RunJobs();
        Assert.Empty(await Opened(edition.Id)); // the first job found that the opening had moved
        Assert.Null(await PublicBody(edition.Id));

        Assert.Equal(HttpStatusCode.Redirect, (await approver.Submit(await approver.Get(at + "/review"), "#lift")).Status);
        Assert.Equal("Waiting words", await PublicBody(edition.Id));
        _house.Clock.Advance(TimeSpan.FromHours(3));
        await _house.RunJobs();
        Assert.Single(await Opened(edition.Id));
        var late = await approver.Post(at + "/review?handler=Lift", ("Version", Field(await approver.Get(at + "/review"), "Version")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
    }

    [Fact]
    public async Task A_withdrawn_text_is_public_no_more_and_needs_its_reason()
    {
        var (at, edition) = await GivenPublished("Wrong words");
        var approver = await _house.As(Role.Approver);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await approver.Submit(await approver.Get(at + "/review"), "#withdraw")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await approver.Submit(await approver.Get(at + "/review"), "#withdraw", ("Because", "It was a draft."))).Status);
        Assert.Null(await PublicBody(edition.Id));
        var entry = await _house.Rows(db => db.Journal.Include(e => e.Text).SingleAsync(e => e.SubjectId == edition.Id && e.Kind == "story.withdrawn"));
        Assert.Equal("It was a draft.", entry.Text!.Words.In("en"));
        Assert.DoesNotContain("draft", entry.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_writers_sees_both_texts_and_nothing_is_overwritten()
    {
        var (at, _) = await GivenDraft("First words");
        var first = await _house.As(Role.Editor);
        var second = await _house.As(Role.Translator);
        var opened = await second.Get(at);
        await first.Submit(await first.Get(at), "#editor", ("Body", "Words of the first"));

        var conflict = await second.Submit(opened, "#editor", ("Body", "Words of the second"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Words of the second", conflict.Main, StringComparison.Ordinal);
        Assert.Contains("Words of the first", conflict.Main, StringComparison.Ordinal);
        Assert.Equal("first", conflict.Document.QuerySelector("del")!.TextContent);
        Assert.Equal("second", conflict.Document.QuerySelector("ins")!.TextContent);
        Assert.Equal("Words of the first", (await Edition(at)).Body);

        Assert.Equal(HttpStatusCode.Redirect, (await second.Submit(conflict, "#conflict", ("Theirs[Body]", "Body"))).Status);
        Assert.Equal("Words of the first", (await Edition(at)).Body);
        Assert.Equal(HttpStatusCode.Redirect, (await second.Submit(await second.Submit(opened, "#editor", ("Body", "Words of the second")), "#conflict")).Status);
        Assert.Equal("Words of the second", (await Edition(at)).Body);
    }

    [Fact]
    public async Task The_script_saves_through_the_same_handler_and_hears_of_a_conflict()
    {
        var (at, _) = await GivenDraft("First words");
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get(at);
        editor.Client.DefaultRequestHeaders.Add("Accept", "application/json");
        var saved = await editor.Submit(page, "#editor", ("Body", "More words"));
        Assert.Equal("Saved 11:00:00", JsonDocument.Parse(saved.Text).RootElement.GetProperty("saved").GetString()![..14].Replace(At(), "11:00:00", StringComparison.Ordinal));
        var stale = await editor.Submit(page, "#editor", ("Body", "Other words"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("More words", (await Edition(at)).Body);
        // The same words again are no conflict: a button pressed while the script was saving.
        Assert.Equal(HttpStatusCode.OK, (await editor.Submit(page, "#editor", ("Body", "More words"))).Status);

        editor.Client.DefaultRequestHeaders.Add("X-Fragment", "1");
        var preview = await editor.Post(at + "?handler=Preview", ("Body", "**bold** <script>alert(1)</script>"));
        Assert.Contains("<strong>bold</strong>", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<main", preview.Text, StringComparison.Ordinal);

        string At() => TimeOnly.FromDateTime(Now.AddHours(9)).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Nobody_approves_a_text_that_changed_under_their_eyes()
    {
        var (at, edition) = await GivenDraft("First words");
        await _house.Rows(async db =>
        {
            var row = await db.Editions.SingleAsync(e => e.Id == edition.Id);
            row.SendForReview(Guid.CreateVersion7());
            await db.SaveChangesAsync();
        });
        var approver = await _house.As(Role.Approver);
        var read = await approver.Get(at + "/review");
        await approver.Submit(read, "#return", ("Note", "Shorter, please."));
        await _house.Rows(async db =>
        {
            var row = await db.Editions.SingleAsync(e => e.Id == edition.Id);
            row.Write("T", "", "Quite another text", Guid.CreateVersion7(), Now);
            row.SendForReview(Guid.CreateVersion7());
            await db.SaveChangesAsync();
        });
        var answer = await approver.Submit(read, "#approve");
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Quite another text", answer.Main, StringComparison.Ordinal);
        Assert.Equal(EditionState.InReview, (await Edition(at)).State);
    }

    [Fact]
    public async Task A_returned_text_goes_back_to_its_writer_with_the_note()
    {
        var (at, edition) = await GivenDraft("Words");
        var editor = await _house.As(Role.Editor);
        await editor.Post(at + "?handler=Send", ("Version", Field(await editor.Get(at), "Version")), ("Title", "T"), ("Body", "My words"));
        Assert.Contains(edition.Id, await _house.Rows(db => db.Editions.AwaitingApproval().Select(e => e.Id).ToListAsync()));
        var approver = await _house.As(Role.Approver);
        var empty = await approver.Submit(await approver.Get(at + "/review"), "#return", ("Note", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        await approver.Submit(await approver.Get(at + "/review"), "#return", ("Note", "Name the street."));

        var person = await _house.Rows(db => db.Users.Where(p => p.Email == "editor@seoul.example").Select(p => p.Id).SingleAsync());
        Assert.Contains(edition.Id, await _house.Rows(db => db.Editions.ReturnedTo(person).Select(e => e.Id).ToListAsync()));
        Assert.Contains("Name the street.", (await editor.Get(at)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_address_is_said_at_its_field_and_what_was_typed_stays()
    {
        await GivenDraft("Words", slug: "taken");
        var editor = await _house.As(Role.Editor);
        var refused = await editor.Submit(await editor.Get($"{Desk}/new"), "main form", ("Title", "강 주간"), ("Slug", "taken"), ("SourceLanguage", "ko"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("taken by another story", refused.Document.QuerySelector("#Slug")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("강 주간", refused.Document.QuerySelector<IHtmlInputElement>("#Title")!.Value);
        Assert.Equal("ko", refused.Document.QuerySelector<IHtmlSelectElement>("#SourceLanguage")!.Value);
        foreach (var bad in (string[])["Big", "a--b", "강", "-a", new string('a', 81)])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Submit(refused, "main form", ("Slug", bad))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Submit(refused, "main form", ("Slug", ""), ("SourceLanguage", "fr"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(refused, "main form", ("Slug", ""))).Status);
    }

    [Fact]
    public async Task An_edition_starts_as_a_copy_of_the_source_once()
    {
        var (at, edition) = await GivenDraft("To be translated");
        var translator = await _house.As(Role.Translator);
        var overview = await translator.Get($"{Desk}/{edition.StoryId}");
        Assert.Equal(HttpStatusCode.Redirect, (await translator.Submit(overview, "#add-edition")).Status);
        Assert.Equal("To be translated", (await Edition(at[..^2] + "ko")).Body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await translator.Submit(overview, "#add-edition")).Status);
        Assert.Null((await translator.Get($"{Desk}/{edition.StoryId}")).Document.QuerySelector("#add-edition"));
    }

    [Fact]
    public async Task Pictures_come_from_the_evidence_of_the_mission_only()
    {
        EvidenceFile Picture(Guid mission) => new()
        {
            MissionId = mission, Sha256 = Guid.CreateVersion7().ToString("N") + Guid.CreateVersion7().ToString("N"), Size = 1,
            MediaType = "image/png", Name = "p.png", Width = 9, Height = 6, Alt = new Translated(("en", "A river")), ReceivedAt = Now,
        };
        var (own, foreign) = (Picture(_house.Seoul), Picture(_house.Other));
        await _house.Given(own, foreign);
        var (at, edition) = await GivenDraft("Words");
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get(at);
        var inserted = await editor.Post(at + "?handler=Insert", ("Version", Field(page, "Version")), ("Title", "T"), ("Body", "Typed"), ("picture", own.Id.ToString()));
        Assert.Equal($"Typed\n\n![A river](evidence:{own.Id})\n", inserted.Document.QuerySelector<IHtmlTextAreaElement>("#Body")!.Value);
        Assert.NotNull(inserted.Document.QuerySelector("#preview figure"));
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Post(at + "?handler=Insert", ("picture", foreign.Id.ToString()))).Status);
        var sent = await editor.Post(at + "?handler=Send", ("Version", Field(page, "Version")), ("Title", "T"), ("Body", $"![x](evidence:{foreign.Id})"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);

        var overview = await editor.Get($"{Desk}/{edition.StoryId}");
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(overview, "#details-form", ("Lead", own.Id.ToString()))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.Submit(overview, "#details-form", ("Lead", ""))).Status);
        Assert.Equal(own.Id, await _house.Rows(db => db.Stories.Where(s => s.Id == edition.StoryId).Select(s => s.LeadId).SingleAsync()));
    }

    [Fact]
    public async Task The_list_finds_by_state_language_kind_and_words()
    {
        await GivenDraft("Body", title: "Zebra crossing", slug: "zebra");
        await GivenPublished("Body", title: "Yellow river", slug: "yellow");
        var editor = await _house.As(Role.Editor);
        async Task<string> List(string query) => (await editor.Get($"{Desk}?{query}")).Document.QuerySelector("main table")?.TextContent ?? "";
        Assert.Contains("Zebra", await List("Q=ZEBRA"), StringComparison.Ordinal);
        Assert.DoesNotContain("Yellow", await List("Q=ZEBRA"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zebra", await List("State=Published"), StringComparison.Ordinal);
        Assert.Contains("Yellow", await List("State=Published&Language=en&Sort=title"), StringComparison.Ordinal);
        Assert.DoesNotContain("Yellow", await List("Language=ko"), StringComparison.Ordinal);
        Assert.Equal("", await List("Kind=OpEd&Q=yellow"));
        Assert.Equal(HttpStatusCode.OK, (await editor.Get($"{Desk}?Kind=nonsense&At=-5&Programme=x")).Status);
    }

    [Theory]
    [InlineData(Role.Volunteer, HttpStatusCode.Forbidden)]
    [InlineData(Role.Coordinator, HttpStatusCode.Forbidden)]
    [InlineData(Role.Reviewer, HttpStatusCode.OK)]
    public async Task Reading_stories_is_a_permission(Role role, HttpStatusCode expected)
    {
        var (at, edition) = await GivenPublished("Words");
        var visitor = await _house.As(role);
        foreach (var path in (string[])[Desk, $"{Desk}/{edition.StoryId}", at, at + "/review", at + "/revisions"])
            Assert.Equal(expected, (await visitor.Get(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Post(at + "?handler=Save", ("Body", "x"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Post($"{Desk}/{edition.StoryId}?handler=Edition", ("language", "ko"))).Status);
    }

    [Fact]
    public async Task An_editor_does_not_decide_and_an_approver_does_not_write()
    {
        var (at, edition) = await GivenPublished("Words");
        var editor = await _house.As(Role.Editor);
        foreach (var verb in (string[])["Approve", "Publish", "Withdraw", "Embargo", "Lift", "Return"])
            Assert.Equal(HttpStatusCode.Forbidden, (await editor.Post($"{at}/review?handler={verb}", ("Version", "1"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Post($"{Desk}/{edition.StoryId}?handler=Details", ("Kind", "OpEd"))).Status);
        var approver = await _house.As(Role.Approver);
        Assert.Equal(HttpStatusCode.Forbidden, (await approver.Post(at + "?handler=Save", ("Body", "x"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _house.As(Role.Editor, "other")).Get(at)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _house.As(Role.Editor, "other")).Get(at.Replace("seoul", "other", StringComparison.Ordinal))).Status);
    }

    private static string Field(Answer page, string name) => page.Document.QuerySelector<IHtmlInputElement>($"main input[name={name}]")!.Value;

    private Task<Edition> Edition(string at)
    {
        var parts = at.Split('/');
        var (story, language) = (Guid.Parse(parts[^2]), parts[^1]);
        return _house.Rows(db => db.Editions.SingleAsync(e => e.StoryId == story && e.Language == language));
    }

    private Task<string?> PublicBody(Guid edition, DateTime? at = null) =>
        _house.Rows(db => db.PublicTexts(at ?? Now).Where(p => p.Edition.Id == edition).Select(p => p.Revision.Body).FirstOrDefaultAsync());

    private Task<List<JournalEntry>> Opened(Guid edition) =>
        _house.Rows(db => db.Journal.Where(e => e.SubjectId == edition && e.Kind == "story.opened").ToListAsync());

    private Task<(string At, Edition Edition)> GivenDraft(string body, string title = "T", string? slug = null) => Given(body, title, slug, 0);

    private Task<(string At, Edition Edition)> GivenApproved(string body) => Given(body, "T", null, 1);

    private Task<(string At, Edition Edition)> GivenPublished(string body, string title = "T", string? slug = null) => Given(body, title, slug, 2);

    private async Task<(string At, Edition Edition)> Given(string body, string title, string? slug, int steps)
    {
        var story = new Story { MissionId = _house.Seoul, Slug = slug ?? "s-" + Guid.CreateVersion7().ToString("N"), SourceLanguage = "en", CreatedAt = Now };
        var writer = Guid.CreateVersion7();
        story.AddEdition("en", false, ["en", "ko"], writer, Now);
        var edition = story.Editions[0];
        edition.Write(title, "", body, writer, Now);
        if (steps > 0)
        {
            edition.SendForReview(writer);
            edition.Approve(Guid.CreateVersion7(), true);
        }
        if (steps > 1) edition.Publish(edition.NextRevision(new Dictionary<Guid, EvidenceFile>(), null, Now), Now);
        await _house.Given(story);
        return ($"{Desk}/{story.Id}/en", edition);
    }
}

public sealed class StoryDeskOnSqlite(SqliteHouse house) : StoryDeskTests(house), IClassFixture<SqliteHouse>;

public sealed class StoryDeskOnPostgres(PostgresHouse house) : StoryDeskTests(house), IClassFixture<PostgresHouse>;
