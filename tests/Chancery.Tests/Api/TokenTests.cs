using System.Net;
using Chancery.Platform.Access;
using Chancery.Tests.Campaigns;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Api;

public abstract class ApiTokenTests
{
    private readonly House.House _house;

    protected ApiTokenTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task Without_a_token_with_a_wrong_one_or_with_a_cookie_alone_it_is_401()
    {
        var none = (await new Caller(_house.Client()).Get("seoul/programmes")).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.ToString());
        var wrong = (await Caller.With(_house, "chancery_nonsense").Get("seoul/programmes")).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Contains("invalid_token", wrong.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        (await new Caller((await _house.As(Role.Editor)).Client).Get("seoul/programmes")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_or_expired_token_and_that_of_a_closed_account_are_401()
    {
        var revoked = await Caller.TokenOf(_house, House.House.EmailOf(Role.Editor), _house.Seoul, ["plan:read"]);
        var caller = Caller.With(_house, revoked);
        (await caller.Get("seoul/programmes")).Is(HttpStatusCode.OK);
        await _house.Rows(db => db.Set<ApiToken>().Where(t => t.TokenHash == Tokens.Hash(revoked))
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, _house.Clock.GetUtcNow().UtcDateTime)));
        (await caller.Get("seoul/programmes")).IsProblem(HttpStatusCode.Unauthorized);

        var expired = await Caller.TokenOf(_house, House.House.EmailOf(Role.Editor), _house.Seoul, ["plan:read"], TimeSpan.FromMinutes(-1));
        (await Caller.With(_house, expired).Get("seoul/programmes")).IsProblem(HttpStatusCode.Unauthorized);

        var closed = await Caller.TokenOf(_house, House.House.EmailOf(Role.Translator), _house.Seoul, ["plan:read"]);
        await _house.Rows(db => db.Users.Where(p => p.Email == "translator@seoul.example")
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, _house.Clock.GetUtcNow().UtcDateTime)));
        (await Caller.With(_house, closed).Get("seoul/programmes")).IsProblem(HttpStatusCode.Unauthorized);
        await _house.Rows(db => db.Users.Where(p => p.Email == "translator@seoul.example").ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, (DateTime?)null)));
    }

    [Fact]
    public async Task A_token_made_on_the_page_works_shows_its_last_use_and_ends_there()
    {
        var editor = await _house.As(Role.Editor);
        var made = await editor.Submit(await editor.Get("/account/tokens"), "form:has([name='Input.Name'])",
            ("Input.Name", "Tally sheet"), ("Input.Mission", _house.Seoul.ToString()), ("Input.Scopes", "plan:read"), ("Input.Days", "30"));
        var token = made.Document.QuerySelector(".once input")!.GetAttribute("value")!;
        var me = (await Caller.With(_house, token).Get("me")).Is(HttpStatusCode.OK);
        Assert.Equal(("seoul", "editor", "Editor of seoul"), (me.Text_("mission"), me.Text_("roles.0"), me.Text_("name")));
        Assert.Equal("""["see-desk","read-plan"]""", me.Text_("permissions"));
        var row = await _house.Rows(db => db.Set<ApiToken>().SingleAsync(t => t.TokenHash == Tokens.Hash(token)));
        Assert.Equal(_house.Clock.GetUtcNow().UtcDateTime, row.LastUsedAt);
        await editor.Post("/account/tokens?handler=End", ("id", row.Id.ToString()));
        (await Caller.With(_house, token).Get("me")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Each_group_of_endpoints_refuses_a_token_without_its_scope_and_names_the_scope()
    {
        var plan = await GivenPlan.In(_house);
        var (programme, action, any) = (plan.Programme.Slug, plan.Actions[0].Id, Guid.CreateVersion7());
        (string Scope, string Method, string Path)[] groups =
            [
                ("plan:read", "GET", ""), ("plan:read", "GET", "/campaigns"), ("plan:read", "GET", $"/programmes/{programme}/objectives"),
                ("plan:read", "GET", $"/programmes/{programme}/actions"), ("plan:read", "GET", $"/programmes/{programme}/figures"), ("plan:read", "GET", "/journal"),
                ("plan:write", "POST", $"/programmes/{programme}/actions"), ("plan:write", "PUT", $"/actions/{action}"), ("plan:write", "POST", $"/actions/{action}/cancel"),
                ("journal:write", "POST", $"/actions/{action}/entries"), ("journal:write", "POST", $"/journal/{any}/reverse"), ("journal:write", "GET", "/today"),
                ("evidence:read", "GET", "/evidence"), ("evidence:read", "GET", $"/evidence/{any}/original"),
                ("contacts:read", "GET", "/contacts"), ("contacts:write", "POST", "/contacts"), ("contacts:write", "PUT", $"/contacts/{any}"),
                ("stories:read", "GET", "/stories"), ("stories:write", "POST", "/stories"), ("stories:write", "POST", $"/stories/{any}/editions/en/send"),
            ];
        foreach (var (scope, method, path) in groups)
        {
            var without = await Caller.As(_house, Role.Editor, [.. ApiScopes.All.Where(s => s != scope)]);
            var refused = (await without.Send(new HttpMethod(method), "seoul" + path, method == "GET" ? null : "{}")).IsProblem(HttpStatusCode.Forbidden);
            Assert.Contains($"scope=\"{scope}\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            var with = await Caller.As(_house, Role.Editor, scope);
            Assert.NotEqual(HttpStatusCode.Forbidden, (await with.Send(new HttpMethod(method), "seoul" + path, method == "GET" ? null : "{}")).Status);
        }
    }

    [Fact]
    public async Task A_token_with_every_scope_gives_no_more_than_its_person_has()
    {
        var plan = await GivenPlan.In(_house);
        var reviewer = await Caller.As(_house, Role.Reviewer);
        (await reviewer.Get("seoul/programmes")).Is(HttpStatusCode.OK);
        (await reviewer.Post($"seoul/programmes/{plan.Programme.Slug}/actions", "{}")).IsProblem(HttpStatusCode.Forbidden);
        (await reviewer.Get("seoul/contacts")).IsProblem(HttpStatusCode.Forbidden);
        (await (await Caller.As(_house, Role.Coordinator)).Post("seoul/stories", "{}")).IsProblem(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(ApiScopes.All, s => ApiScopes.Allow([s], Permission.ApproveStories) || ApiScopes.Allow([s], Permission.ManagePeople));
    }

    [Fact]
    public async Task Another_mission_is_404_even_for_a_role_held_in_every_mission()
    {
        var plan = await GivenPlan.In(_house);
        var editor = await Caller.As(_house, Role.Editor);
        (await editor.Get("other/programmes")).IsProblem(HttpStatusCode.NotFound);
        (await editor.Get("nowhere/programmes")).IsProblem(HttpStatusCode.NotFound);
        var token = await Caller.TokenOf(_house, House.House.EmailOf(Role.Editor, "other"), _house.Other, [.. ApiScopes.All]);
        var other = Caller.With(_house, token);
        foreach (var path in (string[])[$"actions/{plan.Actions[0].Id}", $"contacts/{plan.Contact.Id}", $"programmes/{plan.Programme.Slug}", $"programmes/{plan.Programme.Slug}/actions"])
            (await other.Get("other/" + path)).IsProblem(HttpStatusCode.NotFound);

        var everywhere = await _house.Rows(db => db.Users.Where(p => p.Email == "reviewer@other.example").Select(p => p.Id).SingleAsync());
        await _house.Given(new Membership { PersonId = everywhere, Role = Role.Reviewer, Since = _house.Clock.GetUtcNow().UtcDateTime });
        var reviewer = Caller.With(_house, await Caller.TokenOf(_house, "reviewer@other.example", _house.Other, ["plan:read"]));
        (await reviewer.Get("other/programmes")).Is(HttpStatusCode.OK);
        (await reviewer.Get("seoul/programmes")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Problems_are_in_the_language_that_is_asked_for()
    {
        var korean = (await Caller.As(_house, Role.Editor)).Speaking("ko-KR, en;q=0.5");
        Assert.Equal("찾을 수 없는 페이지입니다", (await korean.Get($"seoul/actions/{Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.NotFound).Text_("title"));
        var refused = (await korean.Post("seoul/contacts", "{}")).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("아직 저장할 수 없습니다", "contact.no-name"), (refused.Text_("title"), refused.Text_("code")));
        Assert.Equal("먼저 로그인해 주세요", (await new Caller(_house.Client()).Speaking("ko").Get("me")).IsProblem(HttpStatusCode.Unauthorized).Text_("title"));
        var french = (await Caller.As(_house, Role.Editor)).Speaking("fr");
        Assert.Equal("This cannot be saved yet", (await french.Post("seoul/contacts", "{}")).Text_("title"));
    }

    [Fact]
    public async Task What_is_not_served_is_said_as_a_problem()
    {
        var editor = await Caller.As(_house, Role.Editor);
        (await editor.Get("seoul/no-such-thing/at/all")).IsProblem(HttpStatusCode.NotFound);
        (await editor.Send(HttpMethod.Delete, "seoul/contacts", null)).IsProblem(HttpStatusCode.MethodNotAllowed);
        (await editor.Post("seoul/contacts", $$"""{ "phone": "{{new string('1', 3 * 1024 * 1024)}}" }""")).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        using var xml = new StringContent("<contact/>", System.Text.Encoding.UTF8, "application/xml");
        (await editor.Send(HttpMethod.Post, "seoul/contacts", xml)).IsProblem(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal(["page"], (await editor.Get("seoul/contacts?page=two")).IsProblem(HttpStatusCode.BadRequest).Fields);
        Assert.Equal(["page", "size"], (await editor.Get("seoul/contacts?page=0&size=9999")).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        var kind = (await editor.Get("seoul/contacts?kind=robot")).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("organisation, person", kind.Text, StringComparison.Ordinal);
        Assert.Contains("no-store", (await editor.Get("seoul")).Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }
}

public sealed class ApiTokensOnSqlite(SqliteHouse house) : ApiTokenTests(house), IClassFixture<SqliteHouse>;

public sealed class ApiTokensOnPostgres(PostgresHouse house) : ApiTokenTests(house), IClassFixture<PostgresHouse>;
