using System.Net;
using Chancery.Features.Campaigns;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Tests.Files;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Campaigns;

public abstract class RecordingTests
{
    private readonly House.House _house;

    protected RecordingTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task What_happened_is_recorded_with_files_and_links_and_shown_with_thumbnails()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        using var form = Entry(("Record.From", "2026-09-16"), ("Record.To", "2026-09-17"), ("Record.At", "09:10"), ("Record.Place", "여의도"),
            ("Record.In", "ko"), ("Record.Words", "자원봉사자 열 명"), ("Record.Quantity", "1,300"), ("Record.Unit", "부"), ("Record.Links", "https://example.org/post"));
        form.Add(new ByteArrayContent(TestFiles.Jpeg(5)), "Record.Files", "stand.jpg");
        form.Add(new ByteArrayContent(TestFiles.Pdf()), "Record.Files", "tally.pdf");
        var answer = await editor.Post(plan.First + "?handler=record", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);

        var entry = Assert.Single(await GivenPlan.Entries(_house, plan.Actions[0].Id));
        Assert.Equal((JournalEntry.Happened, 1300m, new TimeOnly(9, 10)), (entry.Kind, entry.Quantity!.Value, entry.HappenedAt!.Value));
        Assert.Equal(("자원봉사자 열 명", "여의도", "부"), (entry.Text!.Words.In("ko"), entry.Text.Place.In("ko"), entry.Text.Unit.In("ko")));
        Assert.Equal(3, entry.Evidence.Count);
        var action = await GivenPlan.Whole(_house, plan.Actions[0].Id);
        Assert.Equal((new DateOnly(2026, 9, 16), new DateOnly(2026, 9, 17)), (action.ActualFrom, action.ActualTo));

        var page = await editor.Get(plan.First);
        Assert.Equal(2, page.Document.QuerySelectorAll(".proofs a[href*='/evidence/']").Length);
        Assert.Single(page.Document.QuerySelectorAll(".proofs img[src$='/thumb']"));
        Assert.Contains("16–17 September 2026", page.Main, StringComparison.Ordinal);
        Assert.Contains("1,300", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_at_once_is_one_entry()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        var id = Guid.CreateVersion7().ToString();
        await editor.Get(plan.First);
        await editor.Post("/desk/seoul/no-such");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => editor.Post(plan.First + "?handler=record",
            ("Record.Id", id), ("Record.From", "2026-09-17"), ("Record.Words", "once"), ("Record.In", "en"))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Single(await GivenPlan.Entries(_house, plan.Actions[0].Id));
    }

    [Fact]
    public async Task People_who_record_at_the_same_moment_are_all_heard()
    {
        var plan = await GivenPlan.In(_house);
        var people = new[] { await _house.As(Role.Editor), await _house.As(Role.Coordinator), await _house.As(Role.Approver) };
        // Entries that lie there already put the action into the page's own reading.
        foreach (var round in (int[])[0, 1, 2])
        {
            var answers = await Task.WhenAll(people.Select((person, i) => person.Post(plan.First + "?handler=record",
                ("Record.Id", Guid.CreateVersion7().ToString()), ("Record.From", $"2026-09-{16 - round - i:00}"), ("Record.Words", "at once"), ("Record.In", "en"))));
            Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        }
        Assert.Equal(9, (await GivenPlan.Entries(_house, plan.Actions[0].Id)).Count);
    }

    [Fact]
    public async Task A_refused_entry_keeps_the_words_and_asks_for_the_files_again()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        using var form = Entry(("Record.From", "2026-09-18"), ("Record.Words", "Long words typed on a phone"), ("Record.Quantity", "120"), ("Record.Links", "javascript:alert(1)"));
        form.Add(new ByteArrayContent(TestFiles.Png(8)), "Record.Files", "stand.png");
        var refused = await editor.Post(plan.First + "?handler=record", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Long words typed on a phone", refused.Document.GetElementById("Record_Words")!.TextContent, StringComparison.Ordinal);
        foreach (var words in (string[])["This day has not come yet.", "Say of what", "is not a web address", "Choose the files again"])
            Assert.Contains(words, refused.Main, StringComparison.Ordinal);
        Assert.Empty(await GivenPlan.Entries(_house, plan.Actions[0].Id));
    }

    [Fact]
    public async Task A_day_that_is_not_recorded_counts_and_leaves_the_actual_period_alone()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Record(editor, plan, "")).Status);
        await editor.Post(plan.First + "?handler=record", ("Record.Id", Guid.CreateVersion7().ToString()), ("Record.NotRecorded", "true"), ("Record.Words", "x"));
        Assert.Null((await GivenPlan.Whole(_house, plan.Actions[0].Id)).ActualFrom);
        Assert.Single(await GivenPlan.Entries(_house, plan.Actions[0].Id));
    }

    [Fact]
    public async Task The_actual_period_is_the_fold_of_the_entries_that_stand()
    {
        var plan = await GivenPlan.In(_house);
        var id = plan.Actions[0].Id;
        var editor = await _house.As(Role.Editor);
        foreach (var day in (string[])["2026-09-15", "2026-09-17", "2026-09-14"]) await Record(editor, plan, day);
        await Fold(id, 14, 17);
        var entries = await GivenPlan.Entries(_house, id);
        await Reverse(editor, plan, entries[2].Id);
        await Fold(id, 15, 17);
        await Reverse(editor, plan, entries[1].Id);
        await Fold(id, 15, 15);
        await Reverse(editor, plan, entries[0].Id);
        Assert.Null((await GivenPlan.Whole(_house, id)).ActualFrom);
        Assert.Null((await GivenPlan.Whole(_house, id)).ActualTo);
        var page = await editor.Get(plan.First);
        Assert.Equal(3, page.Document.QuerySelectorAll(".journal li.rev").Length);
        Assert.Contains("counted twice", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_is_reversed_once_however_many_ask_at_once()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        await Record(editor, plan, "2026-09-17");
        var entry = (await GivenPlan.Entries(_house, plan.Actions[0].Id)).Single();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Post(plan.First + "?handler=reverse", ("entry", entry.Id.ToString()), ("reason", ""))).Status);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reverse(editor, plan, entry.Id)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.UnprocessableEntity && a.Main.Contains("reversed already", StringComparison.Ordinal)));
        Assert.Equal(2, (await GivenPlan.Entries(_house, plan.Actions[0].Id)).Count);
    }

    [Fact]
    public async Task Recording_may_finish_the_action_in_the_same_step_for_those_who_edit_the_plan()
    {
        var plan = await GivenPlan.In(_house);
        var done = (string Name, string Value)[] (string id) => [("Record.Id", id), ("Record.From", "2026-09-17"), ("Record.Done", "true")];
        var coordinator = await _house.As(Role.Coordinator);
        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.Post(plan.First + "?handler=record", done(Guid.CreateVersion7().ToString()))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Record(coordinator, plan, "2026-09-17")).Status);
        var editor = await _house.As(Role.Editor);
        await editor.Post(plan.First + "?handler=record", done(Guid.CreateVersion7().ToString()));
        Assert.Equal(ActionStatus.Done, (await GivenPlan.Whole(_house, plan.Actions[0].Id)).Status);
        Assert.Equal(["happened", "happened", "plan.completed"], (await GivenPlan.Entries(_house, plan.Actions[0].Id)).Select(e => e.Kind));
    }

    [Fact]
    public async Task A_volunteer_records_on_an_action_of_today_and_sees_nothing_else()
    {
        var plan = await GivenPlan.In(_house);
        var far = await _house.Rows(async db =>
        {
            var action = await db.Set<PlanAction>().SingleAsync(a => a.Id == plan.Actions[1].Id);
            action.Plan(new DateOnly(2026, 10, 1), null);
            await db.SaveChangesAsync();
            return action.Id;
        });
        var volunteer = await _house.As(Role.Volunteer);
        var page = await volunteer.Get("/desk/seoul/record");
        Assert.NotNull(page.Document.QuerySelector($"a[href$='?action={plan.Actions[0].Id}']"));
        Assert.Null(page.Document.QuerySelector($"a[href$='?action={far}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await volunteer.Get($"/desk/seoul/record?action={far}")).Status);
        var form = await volunteer.Get($"/desk/seoul/record?action={plan.Actions[0].Id}");
        Assert.Equal(HttpStatusCode.Redirect, (await volunteer.Submit(form, "main form", ("Record.Words", "Ten handed out"))).Status);
        Assert.Single(await GivenPlan.Entries(_house, plan.Actions[0].Id));
        Assert.Equal(HttpStatusCode.Forbidden, (await volunteer.Get(plan.First)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Record(volunteer, plan, "2026-09-17")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await volunteer.Get("/desk/seoul/journal")).Status);
    }

    [Fact]
    public async Task The_journal_is_read_page_by_page_and_filtered_and_every_entry_has_an_address()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        var head = await _house.Rows(db => db.Set<JournalHead>().Where(h => h.MissionId == _house.Seoul).Select(h => h.Sequence).SingleAsync());
        await _house.Given([.. Enumerable.Range(0, 60).Select(i => new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = _house.Seoul, Kind = i % 3 == 0 ? "plan.edited" : JournalEntry.Happened,
            ProgrammeId = plan.Programme.Id, ActionId = plan.Actions[i % 2].Id, HappenedOn = new DateOnly(2026, 9, 1 + i % 10),
        })]);
        var address = $"/desk/seoul/programmes/{plan.Programme.Slug}/journal";
        var first = await editor.Get(address);
        Assert.Equal(50, first.Document.QuerySelectorAll(".journal > li").Length);
        var second = await editor.Get(first.Document.QuerySelector("nav.pages a")!.GetAttribute("href")!);
        Assert.Equal(10, second.Document.QuerySelectorAll(".journal > li").Length);
        Assert.Equal(20, (await editor.Get(address + "?kind=desk")).Document.QuerySelectorAll(".journal > li").Length);
        Assert.Equal(30, (await editor.Get($"{address}?action={plan.Actions[1].Id}")).Document.QuerySelectorAll(".journal > li").Length);
        Assert.Equal(6, (await editor.Get(address + "?day=2026-09-04")).Document.QuerySelectorAll(".journal > li").Length);
        Assert.Equal(HttpStatusCode.OK, (await editor.Get("/desk/seoul/journal?before=x&day=never&action=1&kind=?")).Status);

        var entry = await _house.Rows(db => db.Set<JournalEntry>().SingleAsync(e => e.MissionId == _house.Seoul && e.Sequence == head + 5));
        var page = await editor.Get($"/desk/seoul/journal/{head + 5}");
        foreach (var fact in (string[])[entry.Hash, entry.PreviousHash, entry.Id.ToString()]) Assert.Contains(fact, page.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Get("/desk/seoul/journal/99999")).Status);
    }

    private async Task Fold(Guid id, int from, int to)
    {
        var action = await GivenPlan.Whole(_house, id);
        Assert.Equal((new DateOnly(2026, 9, from), new DateOnly(2026, 9, to)), (action.ActualFrom, action.ActualTo));
    }

    private static Task<Answer> Record(Visitor visitor, GivenPlan plan, string day) => visitor.Post(plan.First + "?handler=record",
        ("Record.Id", Guid.CreateVersion7().ToString()), ("Record.From", day), ("Record.Words", "handed out"), ("Record.In", "en"));

    private static Task<Answer> Reverse(Visitor visitor, GivenPlan plan, Guid entry) =>
        visitor.Post(plan.First + "?handler=reverse", ("entry", entry.ToString()), ("reason", "counted twice"));

    private static MultipartFormDataContent Entry(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent(Guid.CreateVersion7().ToString()), "Record.Id" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return form;
    }
}

public sealed class RecordingOnSqlite(SqliteHouse house) : RecordingTests(house), IClassFixture<SqliteHouse>;

public sealed class RecordingOnPostgres(PostgresHouse house) : RecordingTests(house), IClassFixture<PostgresHouse>;
