using System.Net;
using Chancery.Features.Campaigns;
using Chancery.Platform.Access;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Campaigns;

public abstract class ActionEditTests
{
    private const string Form = "form.action-form";

    private readonly House.House _house;

    protected ActionEditTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task An_action_is_added_in_two_languages_and_the_journal_knows_it()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get($"/desk/seoul/programmes/{plan.Programme.Slug}/actions/new");
        var saved = await editor.Submit(page, Form,
            ("Form.Kind", "Event"), ("Form.Title[en]", "Trial ride"), ("Form.Title[ko]", "시범 주행"), ("Form.From", "2026-09-19"), ("Form.StartsAt", "10:00"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);

        var id = Guid.Parse(saved.Location!.ToString().Split('/')[^1]);
        var action = await GivenPlan.Whole(_house, id);
        Assert.Equal("시범 주행", action.Title.In("ko"));
        Assert.Equal((new DateOnly(2026, 9, 19), new DateOnly(2026, 9, 19)), (action.PlannedFrom, action.PlannedTo));
        Assert.Equal(31, action.Position);
        Assert.Equal(["plan.added"], (await GivenPlan.Entries(_house, id)).Select(e => e.Kind));

        var shown = await editor.Get(saved.Location.ToString());
        Assert.Contains("“Trial ride” is in the plan.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("?handler=undo", shown.Text, StringComparison.Ordinal);
        var again = await editor.Submit(page, Form, ("Form.Kind", "Event"), ("Form.Title[en]", "Trial ride"));
        Assert.Equal(saved.Location, again.Location);
        Assert.Single(await GivenPlan.Entries(_house, id));
    }

    [Fact]
    public async Task A_refused_form_says_what_is_wrong_at_each_field_and_keeps_what_was_typed()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get(plan.First + "/edit");
        var refused = await editor.Submit(page, Form,
            ("Form.Title[en]", ""), ("Form.Title[ko]", ""), ("Form.From", "2026-09-19"), ("Form.To", "2026-09-18"),
            ("Form.Latitude", "95"), ("Form.Budget[0].Planned", "many"), ("Form.Budget[0].Currency", "W"), ("Form.Place[ko]", "여의도"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        foreach (var id in (string[])["Form_Title_en_", "Form_To", "Form_Latitude", "Form_Budget_0__Planned", "Form_Budget_0__Currency"])
        {
            var input = refused.Document.GetElementById(id)!;
            Assert.Equal("true", input.GetAttribute("aria-invalid"));
            Assert.NotNull(refused.Document.GetElementById(id + "-e"));
            Assert.NotNull(refused.Document.QuerySelector($".errors a[href='#{id}']"));
        }
        Assert.Equal("many", refused.Document.GetElementById("Form_Budget_0__Planned")!.GetAttribute("value"));
        Assert.Equal("여의도", refused.Document.GetElementById("Form_Place_ko_")!.GetAttribute("value"));
        Assert.Equal("Hand-out 1", (await GivenPlan.Whole(_house, plan.Actions[0].Id)).Title.In("en"));
    }

    [Fact]
    public async Task Rows_are_added_and_removed_without_a_script_and_a_contacts_name_is_that_contact()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get(plan.First + "/edit");
        var more = await editor.Submit(page, Form, ("add", "party"), ("Form.Title[en]", "Typed so far"));
        Assert.Equal(HttpStatusCode.OK, more.Status);
        Assert.Equal("Typed so far", more.Document.GetElementById("Form_Title_en_")!.GetAttribute("value"));
        var fewer = await editor.Submit(more, Form, ("remove", "party:0"), ("Form.Parties[2].Who[ko]", plan.Contact.Name.In("ko")), ("Form.Parties[2].Role", "Maker"));
        var saved = await editor.Submit(fewer, Form, ("add", "cost"));
        saved = await editor.Submit(saved, Form, ("Form.Budget[1].Label[en]", "Layout"), ("Form.Budget[1].Currency", "eur"), ("Form.Budget[1].Planned", "1 420.50"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);

        var action = await GivenPlan.Whole(_house, plan.Actions[0].Id);
        var parties = action.Parties.OrderBy(p => p.Position).ToList();
        Assert.Equal(["Foreign students", ""], parties.Select(p => p.Label.In("en")));
        Assert.Equal((plan.Contact.Id, PartyRole.Maker), (parties[1].ContactId, parties[1].Role));
        Assert.Equal(("EUR", 1420.50m), action.Budget.Where(b => b.Position == 1).Select(b => (b.Currency, b.Planned!.Value)).Single());
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_both_texts_and_chooses_field_by_field()
    {
        var plan = await GivenPlan.In(_house);
        var (one, two) = (await _house.As(Role.Editor), await _house.As(Role.Editor));
        var mine = await one.Get(plan.First + "/edit");
        var theirs = await two.Get(plan.First + "/edit");
        await two.Submit(theirs, Form, ("Form.Title[en]", "Their title"), ("Form.Place[en]", "Their place"), ("Form.Description[ko]", "설명"));

        var both = await one.Submit(mine, Form, ("Form.Title[en]", "My title"), ("Form.Place[en]", "My place"), ("Form.Description[en]", "My words"));
        Assert.Equal(HttpStatusCode.Conflict, both.Status);
        foreach (var text in (string[])["My title", "Their title", "My place", "Their place", "설명", "Editor of seoul"])
            Assert.Contains(text, both.Main, StringComparison.Ordinal);
        Assert.Equal("Their title", (await GivenPlan.Whole(_house, plan.Actions[0].Id)).Title.In("en"));
        // Untouched by me: what the other saved is proposed.
        Assert.NotNull(both.Document.QuerySelector("input[name='Choice[description-ko]'][value=theirs][checked]"));

        var saved = await one.Submit(both, Form, ("Choice[title-en]", "mine"), ("Choice[place-en]", "theirs"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var action = await GivenPlan.Whole(_house, plan.Actions[0].Id);
        Assert.Equal(("My title", "Their place", "My words", "설명"),
            (action.Title.In("en"), action.Place.In("en"), action.Description.In("en"), action.Description.In("ko")));
        Assert.Equal(2, action.Parties.Count);
    }

    [Fact]
    public async Task Two_editors_of_different_fields_who_only_reorder_and_record_do_not_disturb_each_other()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get(plan.First + "/edit");
        await editor.Post(plan.First + "?handler=move", ("direction", "down"));
        var saved = await editor.Submit(page, Form, ("Form.Title[en]", "Changed after a move"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var action = await GivenPlan.Whole(_house, plan.Actions[0].Id);
        Assert.Equal(("Changed after a move", 20), (action.Title.In("en"), action.Position));
    }

    [Fact]
    public async Task Undo_puts_back_every_byte_of_an_edit_with_parties_and_budget()
    {
        var plan = await GivenPlan.In(_house);
        var id = plan.Actions[0].Id;
        var before = await GivenPlan.Snapshot(_house, id);
        var editor = await _house.As(Role.Editor);
        var page = await editor.Get(plan.First + "/edit");
        page = await editor.Submit(page, Form, ("remove", "party:1"));
        page = await editor.Submit(page, Form, ("remove", "cost:0"));
        await editor.Submit(page, Form, ("Form.Title[en]", "Other"), ("Form.Title[ko]", ""), ("Form.From", ""), ("Form.To", ""), ("Form.Latitude", "37.5"), ("Form.Longitude", "127"));
        Assert.NotEqual(before, await GivenPlan.Snapshot(_house, id));
        Assert.Empty((await GivenPlan.Whole(_house, id)).Budget);

        Assert.Equal(HttpStatusCode.Redirect, (await editor.Post(await GivenPlan.UndoOfLast(_house, id))).Status);
        Assert.Equal(before, await GivenPlan.Snapshot(_house, id));
        Assert.Equal(["plan.edited", "plan.undone"], (await GivenPlan.Entries(_house, id)).Select(e => e.Kind));
    }

    [Fact]
    public async Task Undo_is_refused_when_the_action_has_moved_on_and_when_it_was_undone_already()
    {
        var plan = await GivenPlan.In(_house);
        var id = plan.Actions[0].Id;
        var editor = await _house.As(Role.Editor);
        await editor.Post(plan.First + "?handler=cancel", ("reason", "rain"));
        var undo = await GivenPlan.UndoOfLast(_house, id);
        await editor.Post(plan.First + "?handler=reopen");
        var refused = await editor.Post(undo);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("the action has changed since", refused.Main, StringComparison.Ordinal);

        var last = await GivenPlan.UndoOfLast(_house, id);
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Post(last)).Status);
        Assert.Equal(ActionStatus.Cancelled, (await GivenPlan.Whole(_house, id)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.Post(last)).Status);
    }

    [Fact]
    public async Task Reordering_moves_the_neighbours_without_a_new_version_and_undo_puts_all_back()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        Assert.Equal("10, 20, 30", await Positions(plan));
        await editor.Post(plan.First + "?handler=move", ("to", "3"));
        Assert.Equal("30, 10, 20", await Positions(plan));
        Assert.Equal(0, (await GivenPlan.Whole(_house, plan.Actions[1].Id)).Version);
        await editor.Post(await GivenPlan.UndoOfLast(_house, plan.Actions[0].Id));
        Assert.Equal("10, 20, 30", await Positions(plan));
        await editor.Post(plan.First + "?handler=move", ("direction", "up"));
        Assert.Equal("10, 20, 30", await Positions(plan));
    }

    [Fact]
    public async Task An_action_is_cancelled_for_a_reason_opened_again_and_done()
    {
        var plan = await GivenPlan.In(_house);
        var id = plan.Actions[0].Id;
        var editor = await _house.As(Role.Editor);
        var refused = await editor.Post(plan.First + "?handler=cancel", ("reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Say why it is cancelled.", refused.Main, StringComparison.Ordinal);
        await editor.Post(plan.First + "?handler=cancel", ("reason", "The river rose"));
        Assert.Contains("The river rose", (await editor.Get(plan.First)).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Post(plan.First + "?handler=complete")).Status);
        await editor.Post(plan.First + "?handler=reopen");
        await editor.Post(plan.First + "?handler=complete", ("back", $"/desk/seoul/programmes/{plan.Programme.Slug}"));
        Assert.Equal(ActionStatus.Done, (await GivenPlan.Whole(_house, id)).Status);
        var entries = await GivenPlan.Entries(_house, id);
        Assert.Equal(["plan.cancelled", "plan.reopened", "plan.completed"], entries.Select(e => e.Kind));
        Assert.Equal("The river rose", entries[0].Text!.Words.In("en"));
        Assert.DoesNotContain("river", entries[0].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duplicate_stands_below_with_nothing_spent_and_undo_takes_it_away()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await _house.As(Role.Editor);
        var made = await editor.Post(plan.First + "?handler=duplicate");
        var id = Guid.Parse(made.Location!.ToString().Split('/')[^1]);
        var copy = await GivenPlan.Whole(_house, id);
        Assert.Equal(("Hand-out 1", 2, (decimal?)null), (copy.Title.In("en"), copy.Parties.Count, copy.Budget.Single().Spent));
        var order = await _house.Rows(db => db.Set<PlanAction>().Where(a => a.ProgrammeId == plan.Programme.Id).OrderBy(a => a.Position).Select(a => a.Id).ToListAsync());
        Assert.Equal([plan.Actions[0].Id, id, plan.Actions[1].Id, plan.Actions[2].Id], order);

        Assert.Equal(HttpStatusCode.Redirect, (await editor.Post(await GivenPlan.UndoOfLast(_house, id))).Status);
        Assert.False(await _house.Rows(db => db.Set<PlanAction>().AnyAsync(a => a.Id == id)));
        Assert.Equal(HttpStatusCode.OK, (await editor.Get("/desk/seoul/journal")).Status);
    }

    [Theory]
    [InlineData(Role.Approver)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Translator)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Reviewer)]
    public async Task Only_an_editor_changes_the_plan(Role role)
    {
        var plan = await GivenPlan.In(_house);
        var visitor = await _house.As(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Get(plan.First + "/edit")).Status);
        foreach (var handler in (string[])["duplicate", "move", "cancel", "complete", "reopen", "undo"])
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Post($"{plan.First}?handler={handler}", ("reason", "x"), ("change", Guid.Empty.ToString()))).Status);
        var other = await _house.As(Role.Editor, "other");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get(plan.First)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get(plan.First.Replace("seoul", "other", StringComparison.Ordinal))).Status);
    }

    private async Task<string> Positions(GivenPlan plan)
    {
        var positions = await _house.Rows(db => db.Set<PlanAction>().Where(a => a.ProgrammeId == plan.Programme.Id).ToDictionaryAsync(a => a.Id, a => a.Position));
        return string.Join(", ", plan.Actions.Select(a => positions[a.Id]));
    }
}

public sealed class ActionEditOnSqlite(SqliteHouse house) : ActionEditTests(house), IClassFixture<SqliteHouse>;

public sealed class ActionEditOnPostgres(PostgresHouse house) : ActionEditTests(house), IClassFixture<PostgresHouse>;
