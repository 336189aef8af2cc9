using System.Net;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Accounts;

public abstract class PeopleTests
{
    private readonly House.House _house;

    protected PeopleTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task An_invitation_lets_one_person_in_once()
    {
        var link = await Invite(Role.Translator, "");
        var (first, second) = (_house.Anonymous(), _house.Anonymous());
        var page = await first.Get(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Translator", page.Main, StringComparison.Ordinal);
        var late = await second.Get(link);

        var email = $"{Guid.CreateVersion7():N}@guest.example";
        (string, string)[] typed = [("Input.Name", "한서윤"), ("Input.Email", email), ("Input.Password", "seven bridges over it")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await first.Submit(page, "main form", [typed[0], typed[1], ("Input.Password", "short")])).Status);
        Assert.Equal("/desk/seoul", (await first.Submit(page, "main form", typed)).Location!.PathAndQuery());
        Assert.Equal(HttpStatusCode.OK, (await first.Get("/desk/seoul")).Status);

        Assert.Equal(HttpStatusCode.Gone, (await second.Submit(late, "main form", typed)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await second.Get(link)).Status);
        var person = await _house.Rows(db => db.Users.SingleAsync(p => p.Email == email));
        Assert.False(person.EmailConfirmed); // typed, not proved: no provider's login may take this account over
        Assert.Equal(Role.Translator, (await _house.Rows(db => db.Set<Membership>().SingleAsync(m => m.PersonId == person.Id))).Role);
        var joined = await _house.Rows(db => db.Set<JournalEntry>().SingleAsync(e => e.Kind == "people.joined" && e.SubjectId == person.Id));
        Assert.DoesNotContain("guest.example", joined.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_take_one_invitation_at_the_same_moment_one_comes_in()
    {
        var link = await Invite(Role.Volunteer, "");
        var visitors = Enumerable.Range(0, 4).Select(_ => _house.Anonymous()).ToList();
        var pages = await Task.WhenAll(visitors.Select(v => v.Get(link)));
        var answers = await Task.WhenAll(visitors.Select((v, i) => v.Submit(
            pages[i], "main form", ("Input.Name", "Guest"), ("Input.Email", $"{Guid.CreateVersion7():N}@race.example"), ("Input.Password", "seven bridges over it"))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.Equal(1, await _house.Rows(db => db.Users.CountAsync(p => EF.Functions.Like(p.Email, "%@race.example"))));
    }

    [Fact]
    public async Task An_invitation_runs_out_and_can_be_taken_back_and_is_for_its_address_only()
    {
        var revoked = await Invite(Role.Editor, "");
        var invitation = await _house.Rows(db => db.Set<Invitation>().OrderByDescending(i => i.Id).FirstAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await (await Admin()).Post("/desk/seoul/people?handler=Revoke", ("id", invitation.Id.ToString()))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await _house.Anonymous().Get(revoked)).Status);

        var addressed = await Invite(Role.Editor, "only@guest.example");
        var other = await _house.As(await _house.NewPerson());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.Submit(await other.Get(addressed), "form[action$='handler=Join']")).Status);

        var old = Tokens.New();
        var admin = await _house.Rows(db => db.Users.FirstAsync(p => p.Email == "administrator@seoul.example"));
        var now = _house.Clock.GetUtcNow().UtcDateTime;
        await _house.Given(new Invitation
        {
            MissionId = _house.Seoul, Role = Role.Editor, TokenHash = Tokens.Hash(old), InvitedById = admin.Id, CreatedAt = now.AddDays(-8), ExpiresAt = now.AddDays(-1),
        });
        Assert.Equal(HttpStatusCode.Gone, (await _house.Anonymous().Get("/account/invitation/" + old)).Status);
    }

    [Fact]
    public async Task Who_is_signed_in_joins_with_the_account_they_have()
    {
        var email = await _house.NewPerson(Role.Editor, "other");
        var visitor = await _house.As(email);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/desk/seoul")).Status);
        var link = await Invite(Role.Reviewer, email);
        Assert.Equal("/desk/seoul", (await visitor.Submit(await visitor.Get(link), "form[action$='handler=Join']")).Location!.PathAndQuery());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/desk/seoul")).Status);
        var desks = await visitor.Get("/desk");
        Assert.Equal(2, desks.Document.QuerySelectorAll("main a[href^='/desk/']").Length);
    }

    [Fact]
    public async Task A_changed_role_acts_on_the_next_request()
    {
        var email = await _house.NewPerson(Role.Administrator);
        var visitor = await _house.As(email);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/desk/seoul/people")).Status);
        var membership = await Membership(email);
        var admin = await Admin();
        Assert.Equal(HttpStatusCode.Redirect, (await admin.Post("/desk/seoul/people?handler=Role", ("id", membership.Id.ToString()), ("role", "Volunteer"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Get("/desk/seoul/people")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.Post("/desk/seoul/people?handler=Remove", ("id", membership.Id.ToString()))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/desk/seoul/people")).Status);
        var kinds = await _house.Rows(db => db.Set<JournalEntry>().Where(e => e.SubjectId == membership.PersonId).OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync());
        Assert.Equal(["people.role-changed", "people.removed"], kinds);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var mine = await Membership("administrator@other.example");
        var admin = await _house.As(Role.Administrator, "other");
        var demoted = await admin.Post("/desk/other/people?handler=Role", ("id", mine.Id.ToString()), ("role", "Editor"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, demoted.Status);
        Assert.Contains("last administrator", demoted.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.Post("/desk/other/people?handler=Remove", ("id", mine.Id.ToString()))).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/desk/other/people")).Status);
    }

    [Fact]
    public async Task People_of_another_mission_cannot_be_reached()
    {
        var theirs = await Membership("editor@other.example");
        var admin = await Admin();
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Post("/desk/seoul/people?handler=Role", ("id", theirs.Id.ToString()), ("role", "Volunteer"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Post("/desk/seoul/people?handler=Remove", ("id", theirs.Id.ToString()))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Post("/desk/seoul/people?handler=Disable", ("person", theirs.PersonId.ToString()))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Post("/desk/seoul/people?handler=AddRole", ("person", theirs.PersonId.ToString()), ("role", "Volunteer"))).Status);
    }

    [Fact]
    public async Task Who_works_in_two_missions_is_not_closed_from_one()
    {
        var email = await _house.NewPerson(Role.Editor);
        var person = await _house.Rows(db => db.Users.SingleAsync(p => p.Email == email));
        await _house.Given(new Membership { PersonId = person.Id, MissionId = _house.Other, Role = Role.Editor });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await Admin()).Post("/desk/seoul/people?handler=Disable", ("person", person.Id.ToString()))).Status);
    }

    [Fact]
    public async Task A_lost_password_comes_back_by_a_link_that_works_once_and_drops_the_old_keys()
    {
        var email = await _house.NewPerson(Role.Editor);
        var lost = _house.Anonymous();
        await SignInTests.SignIn(lost, email, House.House.Password);
        await SignInTests.Enrol(lost);
        var person = (await Membership(email)).PersonId;
        var made = await (await Admin()).Post("/desk/seoul/people?handler=Reset", ("person", person.ToString()));
        var link = new Uri(made.Document.QuerySelector(".once input")!.GetAttribute("value")!).PathAndQuery;
        Assert.Equal(HttpStatusCode.Gone, (await lost.Get(link[..^9] + "AAAAAAAAA")).Status);

        var visitor = _house.Anonymous();
        var page = await visitor.Get(link);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Submit(page, "main form", ("password", "short"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Submit(page, "main form", ("password", "seven bridges over it"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Get(link)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await lost.Get("/desk/seoul")).Status);
        Assert.Equal("/desk/seoul", (await SignInTests.SignIn(visitor, email, "seven bridges over it")).Location!.PathAndQuery());

        var theirs = (await Membership("editor@other.example")).PersonId;
        Assert.Equal(HttpStatusCode.NotFound, (await (await Admin()).Post("/desk/seoul/people?handler=Reset", ("person", theirs.ToString()))).Status);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_ends_with_its_persons_role()
    {
        var email = await _house.NewPerson(Role.Editor);
        var visitor = await _house.As(email);
        var page = await visitor.Get("/account/tokens");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Submit(page, "form:has(#Input_Name)", ("Input.Name", "site"))).Status);
        var made = await visitor.Submit(page, "form:has(#Input_Name)", ("Input.Name", "site"), ("Input.Scopes", "plan:read"));
        var token = made.Document.QuerySelector(".once input")!.GetAttribute("value")!;
        Assert.StartsWith("chancery_", token, StringComparison.Ordinal);
        Assert.DoesNotContain(token, (await visitor.Get("/account/tokens")).Text, StringComparison.Ordinal);
        await (await Admin()).Post("/desk/seoul/people?handler=Remove", ("id", (await Membership(email)).Id.ToString()));
        var hash = Tokens.Hash(token);
        Assert.NotNull((await _house.Rows(db => db.Set<ApiToken>().SingleAsync(t => t.TokenHash == hash))).RevokedAt);
    }

    [Fact]
    public async Task Switching_the_rule_of_two_off_is_in_the_journal_and_a_stale_form_overwrites_nothing()
    {
        var admin = await Admin();
        var (mine, theirs) = (await admin.Get("/desk/seoul/mission"), await admin.Get("/desk/seoul/mission"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.Submit(mine, "main form", ("Input.Zone", "Mars/Olympus"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.Submit(mine, "main form", ("Input.TwoPeople", ""), ("Input.City[en]", "Busan"))).Status);
        var stale = await admin.Submit(theirs, "main form", ("Input.City[en]", "Daegu"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Busan", stale.Main, StringComparison.Ordinal);
        Assert.Contains("Daegu", stale.Text, StringComparison.Ordinal);
        var entry = await _house.Rows(db => db.Set<JournalEntry>().Where(e => e.Kind == "mission.changed").OrderBy(e => e.Sequence).FirstAsync());
        Assert.Equal("""{"changed":["city","two-people"],"twoPeople":false}""", entry.Payload);
        // Their text is shown; saving once more is their choice.
        Assert.Equal(HttpStatusCode.Redirect, (await admin.Submit(stale, "main form")).Status);
        Assert.Equal("Daegu", (await _house.Rows(db => db.Set<Mission>().SingleAsync(m => m.Id == _house.Seoul))).City.In("en"));
    }

    private Task<Visitor> Admin() => _house.As(Role.Administrator);

    private Task<Membership> Membership(string email) => _house.Rows(db =>
        db.Set<Membership>().SingleAsync(m => db.Users.Any(p => p.Id == m.PersonId && p.Email == email)));

    private async Task<string> Invite(Role role, string email)
    {
        var made = await (await Admin()).Post("/desk/seoul/people?handler=Invite", ("Role", role.ToString()), ("Email", email));
        var link = made.Document.QuerySelector(".once input")!.GetAttribute("value")!;
        return new Uri(link).AbsolutePath;
    }
}

public sealed class PeopleOnSqlite(SqliteHouse house) : PeopleTests(house), IClassFixture<SqliteHouse>;

public sealed class PeopleOnPostgres(PostgresHouse house) : PeopleTests(house), IClassFixture<PostgresHouse>;
