using System.Net;
using System.Text.Json;
using Chancery.Features.Parity;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Jobs;
using Chancery.Platform.Journal;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Parity;

public abstract class ParityDeskTests
{
    private readonly House.House _house;

    protected ParityDeskTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task A_text_that_differs_from_its_source_is_not_published_and_one_that_agrees_is()
    {
        var approver = await _house.As(Role.Approver);
        var differs = await _house.Editions();
        var refused = await Publish(approver, differs);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("1 finding of the parity check keeps this text", refused.Main, StringComparison.Ordinal);
        Assert.Equal("#findings", refused.Document.QuerySelector("#errors a")!.GetAttribute("href"));
        Assert.Equal("22만 9천 명", refused.Document.QuerySelectorAll("#findings mark")[^1].TextContent);
        Assert.Equal(EditionState.Approved, (await Edition(differs, "ko")).State);

        var agrees = await _house.Editions(GivenEditions.Korean);
        Assert.Contains("The editions say the same.", (await approver.Get(agrees.Desk("ko") + "/review")).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Publish(approver, agrees)).Status);
        Assert.Equal(EditionState.Published, (await Edition(agrees, "ko")).State);
    }

    [Fact]
    public async Task The_source_is_compared_with_the_translations_that_are_public()
    {
        var approver = await _house.As(Role.Approver);
        var alone = await _house.Editions(state: EditionState.Draft, source: EditionState.Approved);
        Assert.Equal(HttpStatusCode.Redirect, (await Publish(approver, alone, "en")).Status);
        var beside = await _house.Editions(state: EditionState.Published, source: EditionState.Approved);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Publish(approver, beside, "en")).Status);
    }

    [Theory]
    [InlineData(Role.Editor)]
    [InlineData(Role.Translator)]
    public async Task A_waiver_with_its_reason_opens_the_gate_and_stands_in_the_journal_without_the_words(Role role)
    {
        var story = await _house.Editions();
        var writer = await _house.As(role);
        var waived = await Waive(writer, story, "The Korean figure is newer.");
        Assert.Equal(HttpStatusCode.Redirect, waived.Status);
        var edition = await Edition(story, "ko");
        var entry = await _house.Rows(db => db.Journal.Include(e => e.Text).SingleAsync(e => e.SubjectId == edition.Id && e.Kind == "parity.waived"));
        Assert.DoesNotContain("newer", entry.Payload, StringComparison.Ordinal);
        Assert.Null(entry.Text);
        Assert.Equal("number", JsonDocument.Parse(entry.Payload).RootElement.GetProperty("kind").GetString());

        var approver = await _house.As(Role.Approver);
        var review = await approver.Get(story.Desk("ko") + "/review");
        Assert.Contains("The Korean figure is newer.", review.Main, StringComparison.Ordinal);
        Assert.Contains($"{role} of seoul", review.Document.QuerySelector("#findings blockquote")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Publish(approver, story)).Status);
        // The story's own page and the journal's know the entry.
        Assert.Contains("Finding waived", (await approver.Get($"/desk/seoul/stories/{story.Id}")).Main, StringComparison.Ordinal);
        Assert.Contains("Finding waived", (await approver.Get("/desk/seoul/journal")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waiver_ends_when_either_sentence_changes_and_only_then()
    {
        var story = await _house.Editions(state: EditionState.Draft, source: EditionState.Draft);
        var editor = await _house.As(Role.Editor);
        await Waive(editor, story, "Known.");
        Assert.Equal(0, await Open(editor, story));
        await Write(editor, story, "ko", GivenEditions.Differing + "\n\n입장료는 없었습니다.");
        await Write(editor, story, "en", GivenEditions.English + "\n\nAdmission was free.");
        Assert.Equal(0, await Open(editor, story));
        await Write(editor, story, "en", GivenEditions.English.Replace("Yeouido", "Yeouido Park", StringComparison.Ordinal) + "\n\nAdmission was free.");
        Assert.NotEqual(0, await Open(editor, story));
        await Write(editor, story, "en", GivenEditions.English + "\n\nAdmission was free.");
        Assert.Equal(0, await Open(editor, story)); // the same two sentences as were waived
        await Write(editor, story, "ko", GivenEditions.Differing.Replace("9천", "8천", StringComparison.Ordinal) + "\n\n입장료는 없었습니다.");
        Assert.NotEqual(0, await Open(editor, story));
    }

    [Fact]
    public async Task A_waiver_needs_a_reason_and_a_finding_that_is_there()
    {
        var story = await _house.Editions();
        var editor = await _house.As(Role.Editor);
        var empty = await Waive(editor, story, "  ");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("Say why the difference may stand.", empty.Main, StringComparison.Ordinal);
        Assert.NotNull(empty.Document.QuerySelector("#findings details[open]"));
        var findings = story.Desk("ko") + "/findings";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Waive(editor, story, new string('a', 1001))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.Post(findings + "?handler=Waive", ("key", "nonsense"), ("reason", "x"))).Status);
        Assert.Empty(await _house.Rows(db => db.Set<Waiver>().Where(w => w.EditionId == story.In("ko")!.Id).ToListAsync()));
    }

    [Fact]
    public async Task The_approver_reads_waivers_first_does_not_give_them_and_may_refuse_them()
    {
        var story = await _house.Editions(GivenEditions.Differing.Replace("15일", "14일", StringComparison.Ordinal));
        var editor = await _house.As(Role.Editor);
        await Waive(editor, story, "Counted anew.");
        var approver = await _house.As(Role.Approver);
        var review = await approver.Get(story.Desk("ko") + "/review");
        Assert.Equal(["Waived", "To mend or to waive"], review.Document.QuerySelectorAll("#findings h3").Select(h => h.FirstChild!.TextContent.Trim()));
        Assert.Null(review.Document.QuerySelector("#findings details"));
        Assert.Equal(HttpStatusCode.Forbidden, (await approver.Post(story.Desk("ko") + "/findings?handler=Waive", ("key", "x"), ("reason", "x"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Post(story.Desk("ko") + "/findings?handler=Refuse", ("waiver", Guid.Empty.ToString()))).Status);

        var waiver = review.Document.QuerySelector("#findings button[name=waiver]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Redirect, (await approver.Submit(review, "#findings form", ("waiver", waiver))).Status);
        var edition = story.In("ko")!.Id;
        Assert.Empty(await _house.Rows(db => db.Set<Waiver>().Where(w => w.EditionId == edition).ToListAsync()));
        Assert.Single(await _house.Rows(db => db.Journal.Where(e => e.SubjectId == edition && e.Kind == "parity.unwaived").ToListAsync()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Publish(approver, story)).Status);
    }

    [Theory]
    [InlineData(Role.Reviewer, HttpStatusCode.OK)]
    [InlineData(Role.Volunteer, HttpStatusCode.Forbidden)]
    [InlineData(Role.Coordinator, HttpStatusCode.Forbidden)]
    public async Task Findings_are_for_those_who_read_stories_and_no_other_mission(Role role, HttpStatusCode expected)
    {
        var story = await _house.Editions();
        var visitor = await _house.As(role);
        Assert.Equal(expected, (await visitor.Get(story.Desk("ko") + "/findings")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Post(story.Desk("ko") + "/findings?handler=Waive", ("key", "x"), ("reason", "x"))).Status);
        var stranger = await _house.As(Role.Editor, "other");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(story.Desk("ko") + "/findings")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(story.Desk("ko", "other") + "/findings")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _house.As(Role.Editor)).Get("/desk/seoul/mission/parity")).Status);
    }

    [Fact]
    public async Task What_is_typed_is_compared_live_and_nothing_of_it_is_saved()
    {
        var story = await _house.Editions(state: EditionState.Draft);
        var translator = await _house.As(Role.Translator);
        var page = await translator.Get(story.Desk("ko"));
        Assert.NotNull(page.Document.QuerySelector("#findings [data-field=Body][data-start]"));
        translator.Client.DefaultRequestHeaders.Add("X-Fragment", "1");
        var live = await translator.Post(story.Desk("ko") + "/findings?handler=Check", ("Title", "봄의 여의도"), ("Summary", ""), ("Body", GivenEditions.Korean));
        Assert.DoesNotContain("<main", live.Text, StringComparison.Ordinal);
        Assert.Equal("The editions say the same.", live.Document.QuerySelector("[data-said]")!.GetAttribute("data-said"));
        var worse = await translator.Post(story.Desk("ko") + "/findings?handler=Check", ("Title", "봄의 여의도"), ("Body", GivenEditions.Korean.Replace("15일", "16일<b>", StringComparison.Ordinal)));
        var found = worse.Document.QuerySelector("li[data-key]")!;
        var start = int.Parse(found.GetAttribute("data-start")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("16일", GivenEditions.Korean.Replace("15일", "16일<b>", StringComparison.Ordinal)[start..], StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", found.QuerySelector("dl")!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(GivenEditions.Differing, (await Edition(story, "ko")).Body);
    }

    [Fact]
    public async Task Each_save_writes_the_standing_down_once_and_the_lists_show_it()
    {
        var story = await _house.Editions(state: EditionState.Draft);
        var translator = await _house.As(Role.Translator);
        var overview = $"/desk/seoul/stories/{story.Id}";
        Assert.Contains("Not compared yet", (await translator.Get(overview)).Main, StringComparison.Ordinal);
        await Write(translator, story, "ko", GivenEditions.Differing + " ");
        await Write(translator, story, "ko", GivenEditions.Differing + "\n");
        var edition = story.In("ko")!.Id;
        Assert.Equal(1, await _house.Rows(db => db.Jobs.CountAsync(j => j.SubjectId == edition && j.Kind == "parity.check")));
        await _house.RunJobs();
        var state = await _house.Rows(db => db.Set<ParityState>().SingleAsync(s => s.EditionId == edition));
        Assert.Equal((1, 0, 1), (state.Errors, state.Waived, state.Blocking));
        Assert.Contains("1 finding", (await translator.Get(overview)).Main, StringComparison.Ordinal);
        Assert.Contains("1 finding", (await translator.Get("/desk/seoul/stories")).Main, StringComparison.Ordinal);

        // A node that died after the work and before the tick.
        await _house.Rows(db => db.Jobs.Where(j => j.SubjectId == edition).ExecuteUpdateAsync(j => j.SetProperty(x => x.DoneAt, (DateTime?)null)));
        await _house.RunJobs();
        Assert.Equal(1, await _house.Rows(db => db.Set<ParityState>().CountAsync(s => s.EditionId == edition)));
        await Write(translator, story, "ko", GivenEditions.Korean);
        await _house.RunJobs();
        Assert.Contains("Editions agree", (await translator.Get(overview)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_saved_while_its_translation_is_published_is_compared_as_saved()
    {
        var story = await _house.Editions(GivenEditions.Korean);
        var approver = await _house.As(Role.Approver);
        var page = await approver.Get(story.Desk("ko") + "/review");
        var source = story.In("en")!.Id;
        Task<Answer>? publishing = null;
        // A colleague's save is under way, not committed yet, when the approver publishes.
        await _house.Rows(async db =>
        {
            await using var saving = await db.Database.BeginTransactionAsync();
            var body = GivenEditions.English.Replace("227,000", "228,000", StringComparison.Ordinal);
            await db.Editions.Where(e => e.Id == source).ExecuteUpdateAsync(e => e.SetProperty(x => x.Body, body).SetProperty(x => x.Version, x => x.Version + 1));
            publishing = approver.Submit(page, "#publish");
            await Task.WhenAny(publishing, Task.Delay(TimeSpan.FromSeconds(2)));
            await saving.CommitAsync();
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await publishing!).Status);
        Assert.Equal(EditionState.Approved, (await Edition(story, "ko")).State);
        // Nothing is held afterwards.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Publish(approver, story)).Status);
    }

    [Fact]
    public async Task Who_let_a_difference_stand_may_approve_the_text_and_does_not_publish_it_unless_the_mission_has_one_person()
    {
        var story = await _house.Editions(state: EditionState.InReview);
        var both = await _house.As(Role.Approver);
        var person = await _house.Rows(db => db.Users.Where(p => p.Email == House.House.EmailOf(Role.Approver, "seoul")).Select(p => p.Id).SingleAsync());
        var asEditor = new Membership { MissionId = _house.Seoul, PersonId = person, Role = Role.Editor };
        await _house.Given(asEditor);
        try
        {
            Assert.Equal(HttpStatusCode.Redirect, (await Waive(both, story, "I am sure.")).Status);
            // A waiver changes no word of the text that is approved.
            Assert.Equal(HttpStatusCode.Redirect, (await both.Submit(await both.Get(story.Desk("ko") + "/review"), "#approve")).Status);
            Assert.Contains("somebody else has to publish", (await both.Get(story.Desk("ko") + "/review")).Main, StringComparison.Ordinal);
            var refused = await Publish(both, story);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("You waived 1 finding yourself.", refused.Main, StringComparison.Ordinal);
            Assert.Equal(EditionState.Approved, (await Edition(story, "ko")).State);

            await _house.Rows(db => db.Missions.Where(m => m.Id == _house.Seoul).ExecuteUpdateAsync(m => m.SetProperty(x => x.TwoPeople, false)));
            Assert.Equal(HttpStatusCode.Redirect, (await Publish(both, story)).Status);
        }
        finally
        {
            await _house.Rows(db => db.Missions.Where(m => m.Id == _house.Seoul).ExecuteUpdateAsync(m => m.SetProperty(x => x.TwoPeople, true)));
            await _house.Rows(db => db.Memberships.Where(m => m.Id == asEditor.Id).ExecuteDeleteAsync());
        }
    }

    [Fact]
    public async Task A_Korean_reader_reads_findings_in_Korean()
    {
        var story = await _house.Editions(
            "3월 13일 수요일 22만 9천 명이 왔습니다. 두 달 동안 열렸습니다.\n\n자전거 50대가 참가했습니다.",
            english: "On Tuesday, 13 March 2016, 227,000 people came. It was open for three decades and 60 percent of it was new.\n\nSome 50 bicycles took part. The museum paid $500 on 2 May 2017 at 3 p.m.");
        var editor = await _house.As(Role.Editor);
        await editor.Post("/language", ("to", "ko"), ("back", "/"));
        var page = await editor.Get(story.Desk("ko") + "/findings");
        await editor.Post("/language", ("to", "en"), ("back", "/"));
        var list = page.Document.QuerySelector("#findings-list")!;
        Assert.True(list.QuerySelectorAll("li[data-key]").Length >= 4);
        foreach (var own in list.QuerySelectorAll("dd [lang=en], dt, textarea, input").ToList()) own.Remove();
        Assert.DoesNotMatch("[A-Za-z]{2,}", list.TextContent);
        Assert.Contains("500달러", list.TextContent, StringComparison.Ordinal);
    }

    private async Task<int> Open(Visitor visitor, Story story) =>
        (await visitor.Get(story.Desk("ko") + "/findings")).Document.QuerySelectorAll("#findings details").Length;

    private static async Task<Answer> Waive(Visitor writer, Story story, string reason)
    {
        var page = await writer.Get(story.Desk("ko") + "/findings");
        return await writer.Submit(page, "#findings details form", ("reason", reason));
    }

    private static async Task Write(Visitor writer, Story story, string language, string body) =>
        Assert.Equal(HttpStatusCode.Redirect, (await writer.Submit(await writer.Get(story.Desk(language)), "#editor", ("Body", body))).Status);

    private static async Task<Answer> Publish(Visitor approver, Story story, string language = "ko") =>
        await approver.Submit(await approver.Get(story.Desk(language) + "/review"), "#publish");

    private Task<Edition> Edition(Story story, string language) =>
        _house.Rows(db => db.Editions.SingleAsync(e => e.StoryId == story.Id && e.Language == language));
}

public sealed class ParityDeskOnSqlite(SqliteHouse house) : ParityDeskTests(house), IClassFixture<SqliteHouse>;

public sealed class ParityDeskOnPostgres(PostgresHouse house) : ParityDeskTests(house), IClassFixture<PostgresHouse>;
