using System.Net;
using Chancery.Platform.Access;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Accounts;

public sealed class OpenIdTests : IClassFixture<OpenIdHouse>
{
    private readonly OpenIdHouse _house;

    public OpenIdTests(OpenIdHouse house)
    {
        _house = house;
        // The cookies of the dance carry an end by this clock, and the client below drops them by the real one.
        var now = TimeProvider.System.GetUtcNow();
        if (now > house.Clock.GetUtcNow()) house.Clock.SetUtcNow(now);
    }

    [Fact]
    public async Task Who_is_here_comes_in_by_a_verified_address_with_code_and_proof_key()
    {
        var email = await _house.NewPerson(Role.Editor);
        var visitor = _house.Anonymous();
        Assert.Contains("Sign in with the ministry", (await visitor.Get("/account/sign-in?back=/desk/seoul/people")).Main, StringComparison.Ordinal);
        Assert.Equal("/desk/seoul", (await SignIn(visitor, email, verified: true)).Location!.PathAndQuery());
        Assert.Equal("S256", _house.Provider.ChallengeMethod);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/desk/seoul")).Status);

        // From now on by the provider's own number, whatever address it gives.
        var again = _house.Anonymous();
        await SignIn(again, "married@elsewhere.example", verified: true, subject: email);
        Assert.Equal(HttpStatusCode.OK, (await again.Get("/desk/seoul")).Status);
    }

    [Fact]
    public async Task Nobody_is_made_and_an_unverified_or_merely_typed_address_opens_nothing()
    {
        var before = await _house.Rows(db => db.Users.CountAsync());
        var known = await _house.NewPerson(Role.Editor);
        var typed = await _house.NewPerson(Role.Editor);
        await _house.Rows(db => db.Users.Where(p => p.Email == typed).ExecuteUpdateAsync(p => p.SetProperty(x => x.EmailConfirmed, false)));
        foreach (var (email, verified) in ((string, bool)[])[("stranger@ministry.example", true), (known, false), (typed, true)])
        {
            var visitor = _house.Anonymous();
            var answer = await SignIn(visitor, email, verified);
            Assert.Equal("/account/sign-in?openid=failed", answer.Location!.PathAndQuery());
            Assert.Contains("no account here", (await visitor.Get("/account/sign-in?openid=failed")).Main, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.Get("/desk/seoul")).Status);
        }
        Assert.Equal(before + 2, await _house.Rows(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task A_closed_account_stays_closed_and_a_callback_without_its_beginning_is_refused()
    {
        var email = await _house.NewPerson(Role.Editor);
        await _house.Rows(db => db.Users.Where(p => p.Email == email).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, _house.Clock.GetUtcNow().UtcDateTime)));
        Assert.Equal("/account/sign-in?openid=failed", (await SignIn(_house.Anonymous(), email, verified: true)).Location!.PathAndQuery());
        Assert.Equal("/account/sign-in?openid=failed", (await _house.Anonymous().Get("/account/openid/callback?code=x&state=y")).Location!.PathAndQuery());
    }

    private async Task<Answer> SignIn(Visitor visitor, string email, bool verified, string? subject = null)
    {
        (_house.Provider.Email, _house.Provider.Verified, _house.Provider.Subject) = (email, verified, subject ?? email);
        var start = await visitor.Get("/account/openid?back=%2Fdesk%2Fseoul");
        Assert.StartsWith(_house.Provider.Address, start.Location!.AbsoluteUri, StringComparison.Ordinal);
        using var outside = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var granted = await outside.GetAsync(start.Location);
        var callback = granted.Headers.Location ?? throw new InvalidOperationException(await granted.Content.ReadAsStringAsync());
        Assert.Equal("localhost", callback.Host);
        var done = await visitor.Get(callback.PathAndQuery);
        return done.Location!.PathAndQuery().StartsWith("/account/openid/done", StringComparison.Ordinal) ? await visitor.Get(done.Location!.PathAndQuery()) : done;
    }
}
