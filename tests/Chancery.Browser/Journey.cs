using System.Collections.Concurrent;
using Chancery.Platform.Access;
using Chancery.Samples;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Chancery.Browser;

/// <summary>
/// What a person does in a real browser with the demo's samples. Every page opened here watches itself: a script that
/// fails, a resource that is missing and a word of the security policy end up as failures of the test that saw them.
/// </summary>
public abstract class Journey(DemoSite site, ChromiumBrowser chromium) : IClassFixture<DemoSite>, IClassFixture<ChromiumBrowser>, IAsyncLifetime
{
    public const string Attache = "ilse.marten@orvelia.example";
    public const string Head = "oren.valk@orvelia.example";
    public const string Administrator = "tomas.ferrel@orvelia.example";
    public const string Translator = "seoyun.han@orvelia.example";
    public const string Volunteer = "minah.seo@gangbeot.example";

    public const int Phone = 390;
    public const int Laptop = 1280;

    /// <summary>Cookies of whoever has signed in on a site once: what a test is about is seldom the door.</summary>
    private static readonly ConcurrentDictionary<(string Site, string Email), string> SignedIn = new();

    private readonly List<IBrowserContext> _contexts = [];
    private readonly ConcurrentQueue<string> _complaints = [];

    protected DemoSite Site => site;

    /// <summary>What the pages of this test complained about so far; taken out, so that only the rest fails the test.</summary>
    protected IReadOnlyList<string> TakeComplaints()
    {
        List<string> taken = [];
        while (_complaints.TryDequeue(out var complaint)) taken.Add(complaint);
        return taken;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var context in _contexts) await context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    /// <summary>A browser of somebody's own, with no cookie.</summary>
    protected async Task<IPage> NewcomerAsync(string language = "en", int width = Laptop, bool scripts = true, ColorScheme scheme = ColorScheme.Light, string? state = null)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = site.Address,
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            Locale = language == "ko" ? "ko-KR" : "en-GB",
            StorageState = state,
            ViewportSize = new() { Width = width, Height = width == Phone ? 844 : 800 },
        });
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // A page that is refused (404, 409, 410, 422) says so itself; that is no failure of a resource.
            var refused = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && message.Location.StartsWith(page.Url.Split('#', '?')[0], StringComparison.Ordinal);
            if (message.Type == "error" && !refused) _complaints.Enqueue($"{page.Url}: {message.Text} {message.Location}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
        return page;
    }

    /// <summary>A desk's person, signed in. A person speaks one language at a time: the one asked for last.</summary>
    protected async Task<IPage> SignInAsync(string email, string language = "en", int width = Laptop, bool scripts = true, ColorScheme scheme = ColorScheme.Light)
    {
        if (!SignedIn.TryGetValue((site.Address, email), out var state))
        {
            var door = await NewcomerAsync();
            await door.GotoAsync("/account/sign-in");
            await EnterAsync(door, email);
            await ArriveAsync(door, "/desk");
            SignedIn[(site.Address, email)] = state = await door.Context.StorageStateAsync();
        }
        await site.InDatabaseAsync(db => db.Users.Where(p => p.Email == email).ExecuteUpdateAsync(p => p.SetProperty(x => x.Language, language)));
        return await NewcomerAsync(language, width, scripts, scheme, state);
    }

    /// <summary>Another role in the institute beside the one a person has.</summary>
    protected Task GiveRoleAsync(string email, Role role) => site.InDatabaseAsync(async db =>
    {
        var person = await db.Users.SingleAsync(p => p.Email == email);
        var mission = await db.Set<Mission>().SingleAsync(m => m.Slug == "orvelia");
        db.Add(new Membership { MissionId = mission.Id, PersonId = person.Id, Role = role, Since = person.CreatedAt });
        return await db.SaveChangesAsync();
    });

    /// <summary>Fills the sign-in form that is open.</summary>
    protected static async Task EnterAsync(IPage page, string email, string password = Demo.Password)
    {
        await page.FillAsync("#Email", email);
        await page.FillAsync("#password", password);
        await page.Locator("form:has(#password) button").ClickAsync();
    }

    /// <summary>Waits until the page is at an address with these words in it, and loaded.</summary>
    protected static async Task ArriveAsync(IPage page, string at)
    {
        for (var tries = 0; tries < 300 && !page.Url.Contains(at, StringComparison.Ordinal); tries++) await page.WaitForTimeoutAsync(100);
        Assert.Contains(at, page.Url, StringComparison.Ordinal);
        await LoadedAsync(page);
    }

    /// <summary>No barrier that axe knows, and nothing that makes the page scroll sideways.</summary>
    protected static async Task CheckAsync(IPage page)
    {
        await LoadedAsync(page);
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{page.Url} at {page.ViewportSize!.Width}: " + string.Join("; ", result.Violations.Select(v =>
            $"{v.Id} ({string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))})")));
        await CheckWidthAsync(page);
    }

    protected static async Task CheckWidthAsync(IPage page)
    {
        await LoadedAsync(page);
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"{page.Url} is {over} px too wide at {page.ViewportSize!.Width}.");
    }

    /// <summary>
    /// Before its style sheets are there, a page has no width. The page itself is asked: the driver's own wait for the load
    /// state was seen to miss the event.
    /// </summary>
    private static async Task LoadedAsync(IPage page)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await page.EvaluateAsync("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))");
                return;
            }
            catch (PlaywrightException) when (tries < 3)
            {
                // It went on to the next page meanwhile.
            }
        }
    }

    /// <summary>The same page on a phone and in the dark, then back.</summary>
    protected static async Task CheckEverywhereAsync(IPage page)
    {
        await CheckAsync(page);
        await page.SetViewportSizeAsync(Phone, 844);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await CheckAsync(page);
        await page.SetViewportSizeAsync(Laptop, 800);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>Tab until what has the focus matches: what a person without a mouse would do.</summary>
    protected static async Task TabToAsync(IPage page, string selector, int most = 150)
    {
        for (var i = 0; i < most; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector)) return;
        }
        Assert.Fail($"{selector} is not reached by {most} strokes of the Tab key on {page.Url}.");
    }
}
