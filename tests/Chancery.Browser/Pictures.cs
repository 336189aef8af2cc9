using Chancery.Features.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Chancery.Browser;

/// <summary>
/// The pictures of the guide, taken anew by <c>dev/pictures</c>, which names their folder in <c>CHANCERY_PICTURES</c>;
/// skipped in every other run.
/// </summary>
public sealed class Pictures(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    private static readonly string? s_folder = Environment.GetEnvironmentVariable("CHANCERY_PICTURES");

    public static bool Wanted => s_folder is not null;

    [Fact(Skip = "Only dev/pictures takes them.", SkipUnless = nameof(Wanted))]
    public async Task The_guide_has_its_pictures()
    {
        var draft = await Site.InDatabaseAsync(db =>
            db.Set<Edition>().Where(e => e.Title == "Rivers Week: the first four days").Select(e => e.StoryId).SingleAsync());
        var desk = await SignInAsync(Attache);
        await TakeAsync(desk, "home", "/desk/orvelia");
        await TakeAsync(desk, "plan", "/desk/seoul/programmes/korea-2016", ".tabs");
        await TakeAsync(desk, "timeline", "/desk/orvelia/programmes/rivers-week?view=timeline", ".calhead");
        await TakeAsync(desk, "calendar", "/desk/orvelia/programmes/rivers-week?view=calendar", ".calhead");
        await TakeAsync(desk, "record", "/desk/orvelia/journal?kind=happened");
        await TakeAsync(desk, "story-editor", $"/desk/orvelia/stories/{draft}/en");
        var administrator = await SignInAsync(Administrator);
        await TakeAsync(administrator, "people", "/desk/orvelia/people");
        var reader = await NewcomerAsync("ko");
        await TakeAsync(reader, "newsroom-story-ko", "/orvelia/ko/stories/a-week-beside-three-rivers");
        await TakeAsync(reader, "archive", "/orvelia/en/archive?q=" + Uri.EscapeDataString("자전거"));
        var phone = await SignInAsync(Attache, "ko", Phone, scheme: ColorScheme.Dark);
        await TakeAsync(phone, "home-phone-ko-dark", "/desk/orvelia");
    }

    /// <summary>What is seen without scrolling, or from the element that <paramref name="from"/> names.</summary>
    private static async Task TakeAsync(IPage page, string name, string path, string? from = null)
    {
        await page.GotoAsync(path);
        if (from is not null) await page.Locator(from).First.EvaluateAsync("element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 80)");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.ScreenshotAsync(new() { Path = Path.Combine(s_folder!, name + ".png") });
    }
}
