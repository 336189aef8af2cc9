using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using Chancery.Platform.Access;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Chancery.Tests.Accounts;

public abstract class SignInTests
{
    private readonly House.House _house;

    protected SignInTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task The_right_password_opens_the_desk_that_was_asked_for()
    {
        var visitor = _house.Anonymous();
        var challenge = await visitor.Get("/desk/seoul");
        Assert.Equal("/account/sign-in?back=%2Fdesk%2Fseoul", challenge.Location!.PathAndQuery());
        var answer = await SignIn(visitor, House.House.EmailOf(Role.Coordinator), House.House.Password, "/desk/seoul");
        Assert.Equal("/desk/seoul", answer.Location!.PathAndQuery());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/desk/seoul")).Status);
        Assert.NotNull((await Person(House.House.EmailOf(Role.Coordinator))).LastSignInAt);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_and_a_closed_account_get_the_same_answer()
    {
        var closed = await NewPerson();
        await _house.Rows(db => db.Users.Where(p => p.Email == closed).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, _house.Clock.GetUtcNow().UtcDateTime)));
        var wrong = await SignIn(_house.Anonymous(), await NewPerson(), "not the password at all");
        var unknown = await SignIn(_house.Anonymous(), "nobody@nowhere.example", "not the password at all");
        var disabled = await SignIn(_house.Anonymous(), closed, House.House.Password);
        Assert.All((Answer[])[wrong, unknown, disabled], a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.Status));
        Assert.Equal(wrong.Main, unknown.Main);
        Assert.Equal(wrong.Main, disabled.Main);
    }

    [Fact]
    public async Task No_answer_comes_sooner_than_the_floor_whoever_is_asked_for()
    {
        foreach (var email in (string[])["nobody@nowhere.example", await NewPerson()])
        {
            var visitor = _house.Anonymous();
            var page = await visitor.Get("/account/sign-in");
            var started = Stopwatch.GetTimestamp();
            await visitor.Submit(page, "form[action='/account/sign-in']", ("Email", email), ("password", "not the password at all"));
            Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 295, 60_000);
        }
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_refused_too()
    {
        var email = await NewPerson();
        var visitor = _house.Anonymous();
        for (var i = 0; i < 5; i++) await SignIn(visitor, email, "not the password at all");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn(visitor, email, House.House.Password)).Status);

        await _house.Rows(db => db.Users.Where(p => p.Email == email).ExecuteUpdateAsync(p => p.SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null)));
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(visitor, email, House.House.Password)).Status);
    }

    [Fact]
    public async Task The_eleventh_try_in_a_minute_is_told_to_wait_and_another_account_is_not()
    {
        var email = await NewPerson();
        var visitor = _house.Anonymous();
        var page = await visitor.Get("/account/sign-in");
        Answer last = page;
        for (var i = 0; i < 11; i++)
            last = await visitor.Submit(page, "form[action='/account/sign-in']", ("Email", email), ("password", "not the password at all"));
        Assert.Equal(HttpStatusCode.TooManyRequests, last.Status);
        Assert.Contains("Too many attempts", last.Main, StringComparison.Ordinal);
        Assert.True(last.Headers.Contains("Retry-After"));
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(visitor, await NewPerson(), House.House.Password)).Status);
    }

    [Fact]
    public async Task A_session_carries_the_stamp_and_a_number_of_its_own()
    {
        await using var scope = _house.Services.CreateAsyncScope();
        var person = await Person(House.House.EmailOf(Role.Editor));
        var principal = await scope.ServiceProvider.GetRequiredService<SignInManager<Person>>().CreateUserPrincipalAsync(person);
        Assert.Equal(person.SecurityStamp, principal.FindFirstValue("AspNet.Identity.SecurityStamp"));
    }

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out()
    {
        var visitor = _house.Anonymous();
        var signedIn = await SignIn(visitor, await NewPerson(Role.Editor), House.House.Password);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("chancery.session=", StringComparison.Ordinal)).Split(';')[0];
        var thief = new Visitor(_house.Client());
        thief.Client.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await thief.Get("/desk/seoul")).Status);

        Assert.Equal("/account/sign-in", (await new Visitor(visitor.Client).Post("/account/sign-out")).Location!.PathAndQuery());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Get("/desk/seoul")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.Get("/desk/seoul")).Status);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_at_once()
    {
        var email = await NewPerson(Role.Editor);
        var (phone, desk) = (_house.Anonymous(), _house.Anonymous());
        await SignIn(phone, email, House.House.Password);
        await SignIn(desk, email, House.House.Password);
        Assert.Equal(HttpStatusCode.OK, (await phone.Get("/desk/seoul")).Status);
        var account = await desk.Get("/account");
        await desk.Submit(account, "form[action='/account?handler=Everywhere']");
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Get("/desk/seoul")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.Get("/desk/seoul")).Status);
    }

    [Fact]
    public async Task An_authenticator_app_is_asked_for_from_then_on_and_a_recovery_code_works_once()
    {
        var email = await NewPerson(Role.Editor);
        var visitor = _house.Anonymous();
        await SignIn(visitor, email, House.House.Password);
        var (key, codes) = await Enrol(visitor);
        Assert.Equal(10, codes.Count);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/desk/seoul")).Status);

        // By password alone nobody is in.
        var second = _house.Anonymous();
        Assert.StartsWith("/account/sign-in/code", (await SignIn(second, email, House.House.Password)).Location!.PathAndQuery(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await second.Get("/desk/seoul")).Status);
        var page = await second.Get("/account/sign-in/code");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await second.Submit(page, "main form", ("code", "000000"))).Status);
        var code = new Totp(Base32Encoding.ToBytes(key)).ComputeTotp();
        Assert.Equal(HttpStatusCode.Redirect, (await second.Submit(page, "main form", ("code", $"{code[..3]} {code[3..]}"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await second.Get("/desk/seoul")).Status);

        // The same code again is a replay.
        var third = _house.Anonymous();
        await SignIn(third, email, House.House.Password);
        page = await third.Get("/account/sign-in/code");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await third.Submit(page, "main form", ("code", code))).Status);

        page = await third.Get("/account/sign-in/code?recovery=true");
        Assert.Equal(HttpStatusCode.Redirect, (await third.Submit(page, "main form", ("code", codes[0].ToLowerInvariant()))).Status);
        Assert.Equal(HttpStatusCode.OK, (await third.Get("/desk/seoul")).Status);

        var fourth = _house.Anonymous();
        await SignIn(fourth, email, House.House.Password);
        page = await fourth.Get("/account/sign-in/code?recovery=true");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await fourth.Submit(page, "main form", ("code", codes[0]))).Status);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_keeps_this_one()
    {
        var email = await NewPerson(Role.Editor);
        var (phone, desk) = (_house.Anonymous(), _house.Anonymous());
        await SignIn(phone, email, House.House.Password);
        await SignIn(desk, email, House.House.Password);
        var account = await desk.Get("/account");
        const string form = "form[action='/account?handler=Password']";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await desk.Submit(account, form, ("current", "wrong wrong wrong"), ("password", "seven bridges over it"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await desk.Submit(account, form, ("current", House.House.Password), ("password", "short"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.Submit(account, form, ("current", House.House.Password), ("password", "seven bridges over it"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await desk.Get("/desk/seoul")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Get("/desk/seoul")).Status);
    }

    [Fact]
    public async Task A_closed_account_is_out_on_its_next_request()
    {
        var email = await NewPerson(Role.Editor);
        var visitor = await _house.As(email);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/desk/seoul")).Status);
        var person = await Person(email);
        var admin = await _house.As(Role.Administrator);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.Post("/desk/seoul/people?handler=Disable", ("person", person.Id.ToString()), ("open", "false"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Get("/desk/seoul")).Status);
        // Opened again, the old session stays out.
        await admin.Post("/desk/seoul/people?handler=Disable", ("person", person.Id.ToString()), ("open", "true"));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Get("/desk/seoul")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(_house.Anonymous(), email, House.House.Password)).Status);
    }

    [Fact]
    public async Task The_language_is_kept_in_a_cookie_and_with_the_person()
    {
        var email = await NewPerson(Role.Editor);
        var visitor = await _house.As(email);
        Assert.Equal("/desk/seoul", (await visitor.Post("/language", ("to", "ko"), ("back", "/desk/seoul"))).Location!.PathAndQuery());
        Assert.Equal("ko", (await Person(email)).Language);
        var anonymous = _house.Anonymous();
        await anonymous.Post("/language", ("to", "ko"), ("back", "/account/sign-in"));
        Assert.Contains("로그인", (await anonymous.Get("/account/sign-in")).Main, StringComparison.Ordinal);
    }

    private Task<string> NewPerson(Role? role = null) => _house.NewPerson(role);

    private Task<Person> Person(string email) => _house.Rows(db => db.Users.SingleAsync(p => p.Email == email));

    internal static async Task<Answer> SignIn(Visitor visitor, string email, string password, string back = "/desk/seoul")
    {
        var page = await visitor.Get("/account/sign-in?back=" + Uri.EscapeDataString(back));
        return await visitor.Submit(page, "form[action='/account/sign-in']", ("Email", email), ("password", password), ("Back", back));
    }

    internal static async Task<(string Key, List<string> Codes)> Enrol(Visitor visitor)
    {
        var page = await visitor.Get("/account/authenticator");
        await visitor.Submit(page, "form[action*='handler=Begin']");
        page = await visitor.Get("/account/authenticator");
        Assert.StartsWith("data:image/svg+xml;base64,", page.Document.QuerySelector(".qr img")!.GetAttribute("src"), StringComparison.Ordinal);
        var key = page.Document.QuerySelector(".hash")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var done = await visitor.Submit(page, "form[action*='handler=Confirm']", ("code", new Totp(Base32Encoding.ToBytes(key)).ComputeTotp()));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        return (key, [.. done.Document.QuerySelectorAll(".codes li").Select(c => c.TextContent)]);
    }
}

public sealed class SignInOnSqlite(SqliteHouse house) : SignInTests(house), IClassFixture<SqliteHouse>;

public sealed class SignInOnPostgres(PostgresHouse house) : SignInTests(house), IClassFixture<PostgresHouse>;

internal static class Newcomers
{
    public static string PathAndQuery(this Uri uri) => uri.IsAbsoluteUri ? uri.PathAndQuery : uri.OriginalString;

    /// <summary>A person of this test's own, in Seoul when a role is given.</summary>
    public static async Task<string> NewPerson(this House.House house, Role? role = null, string mission = "seoul")
    {
        var email = $"{Guid.CreateVersion7():N}@seoul.example";
        await using var scope = house.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = new Person { Name = "Newcomer", UserName = email, Email = email, EmailConfirmed = true, CreatedAt = house.Clock.GetUtcNow().UtcDateTime };
        Assert.True((await people.CreateAsync(person, House.House.Password)).Succeeded);
        if (role is { } given)
        {
            await house.Given(new Membership
            {
                PersonId = person.Id, MissionId = mission == "seoul" ? house.Seoul : house.Other, Role = given, Since = person.CreatedAt,
            });
        }
        return email;
    }
}
