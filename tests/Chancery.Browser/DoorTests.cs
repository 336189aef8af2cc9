using Microsoft.Playwright;
using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace Chancery.Browser;

/// <summary>The ways in and out: code, recovery code, passkey, invitation, lock-out, sign out everywhere.</summary>
public sealed class DoorTests(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    private const string Long = "four plain words here";

    [Fact]
    public async Task An_invited_person_makes_an_account_sets_up_the_app_and_comes_back_with_a_code_and_a_recovery_code()
    {
        var page = await JoinAsync("nari.kim@gangbeot.example", "Translator");
        await page.GotoAsync("/account/authenticator");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await CheckEverywhereAsync(page);
        var key = Base32Encoding.ToBytes((await page.Locator(".qr .hash").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await page.FillAsync("#code", "000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.Locator("#errors, .errors")).ToBeVisibleAsync();
        await page.FillAsync("#code", new Totp(key).ComputeTotp());
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        var recovery = await page.Locator(".codes li").First.InnerTextAsync();
        await CheckEverywhereAsync(page);

        var again = await NewcomerAsync(width: Phone);
        await again.GotoAsync("/account/sign-in");
        await EnterAsync(again, "nari.kim@gangbeot.example", Long);
        await Expect(again.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Enter the code");
        await CheckAsync(again);
        // The code that turned the app on was used; the next one is good within the clock's tolerance.
        await again.FillAsync("#code", new Totp(key).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30)));
        await again.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await ArriveAsync(again, "/desk/orvelia");

        var lost = await NewcomerAsync();
        await lost.GotoAsync("/account/sign-in");
        await EnterAsync(lost, "nari.kim@gangbeot.example", Long);
        await lost.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await CheckAsync(lost);
        await lost.FillAsync("#code", recovery);
        await lost.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await lost.GotoAsync("/account");
        await Expect(lost.Locator("main")).ToContainTextAsync("recovery codes are left");
    }

    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_a_password()
    {
        var page = await JoinAsync("haneul.lee@gangbeot.example", "Coordinator");
        var keys = await page.Context.NewCDPSessionAsync(page);
        await keys.SendAsync("WebAuthn.enable");
        await keys.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync("/account");
        await page.GetByLabel("Name of the key").FillAsync("Work laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("The passkey is added.");
        await Expect(page.Locator(".items")).ToContainTextAsync("Work laptop");
        await CheckEverywhereAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GotoAsync("/account/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await ArriveAsync(page, "/desk/orvelia");
    }

    [Fact]
    public async Task After_too_many_wrong_passwords_the_right_one_does_not_help_either()
    {
        await JoinAsync("duri.choi@gangbeot.example", "Volunteer");
        var page = await NewcomerAsync();
        await page.GotoAsync("/account/sign-in");
        for (var i = 0; i < 5; i++) await WrongAsync("not this one at all");
        await WrongAsync(Long);
        await CheckAsync(page);

        async Task WrongAsync(string password)
        {
            await EnterAsync(page, "duri.choi@gangbeot.example", password);
            await Expect(page.Locator("#errors")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_browser_too()
    {
        var here = await JoinAsync("sora.yun@gangbeot.example", "Coordinator");
        var there = await NewcomerAsync();
        await there.GotoAsync("/account/sign-in");
        await EnterAsync(there, "sora.yun@gangbeot.example", Long);
        await there.GotoAsync("/account");
        await Expect(there.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Account and keys");
        await here.GotoAsync("/account");
        await here.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await there.GotoAsync("/account");
        await ArriveAsync(there, "/account/sign-in");
    }

    /// <summary>Invited by the administrator, in a browser of their own.</summary>
    private async Task<IPage> JoinAsync(string email, string role)
    {
        var administrator = await SignInAsync(Administrator);
        await administrator.GotoAsync("/desk/orvelia/people");
        await administrator.SelectOptionAsync("#Role", role);
        await administrator.FillAsync("#Email", email);
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Make the invitation" }).ClickAsync();
        var link = await administrator.Locator(".once input").InputValueAsync();

        var page = await NewcomerAsync();
        await page.GotoAsync(link);
        await Expect(page.Locator("#Input_Email")).ToHaveValueAsync(email);
        await CheckAsync(page);
        await page.FillAsync("#Input_Name", email.Split('@')[0]);
        await page.FillAsync("#Input_Password", Long);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account and go in" }).ClickAsync();
        await ArriveAsync(page, "/desk/orvelia");
        return page;
    }
}
