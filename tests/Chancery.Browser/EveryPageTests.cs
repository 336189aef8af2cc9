using Chancery.Features.Stories;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Chancery.Browser;

/// <summary>
/// Each page twice: by half of them wide, light and English, then narrow, dark and Korean; by the others with light and
/// dark exchanged. So every pair of width, theme and language is seen.
/// </summary>
public sealed class EveryPageTests(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    private const string Desk = "/desk/orvelia";
    private const string Plan = Desk + "/programmes/rivers-week";

    public static TheoryData<string> Writing => new(
        Desk, "/desk", Desk + "/programmes", Plan, Plan + "?view=timeline", Plan + "?view=timeline&zoom=month", Plan + "?view=calendar",
        Plan + "/print", Plan + "/edit", Plan + "/objectives", Plan + "/next-edition", Plan + "/actions/new", Plan + "/journal",
        "/desk/seoul/programmes/korea-2016", Desk + "/actions/{action}", Desk + "/actions/{action}/edit", Desk + "/record", Desk + "/journal",
        Desk + "/journal/20", Desk + "/evidence", Desk + "/evidence/{file}", Desk + "/stories", Desk + "/stories/new", Desk + "/stories/{public}",
        Desk + "/stories/{draft}/en", Desk + "/stories/{public}/en/revisions", Desk + "/contacts", Desk + "/contacts/{contact}", "/account",
        "/account/tokens", "/account/authenticator", "/desk/style", Desk + "/nothing-here");

    public static TheoryData<string> Deciding => new(Desk, Desk + "/stories/{review}/ko/review");

    public static TheoryData<string> Managing => new(Desk, Desk + "/people", Desk + "/mission");

    public static TheoryData<string> Helping => new(Desk, Desk + "/record", Desk + "/people");

    public static TheoryData<string> Open => new("/account/sign-in", "/account/sign-in/code", "/account/invitation/none", "/nothing-here");

    public static TheoryData<string> Public => new(
        "", "/stories/a-week-beside-three-rivers", "/stories/concert-on-the-water", "/programmes/rivers-week", "/about", "/archive",
        "/archive?q=강", "/archive?q=river&year=2026", "/archive?q=zzzz");

    [Theory]
    [MemberData(nameof(Writing))]
    public Task What_a_press_attache_opens_has_no_barrier(string path) => LookAsync(Attache, path);

    [Theory]
    [MemberData(nameof(Deciding))]
    public Task What_a_head_of_mission_opens_has_no_barrier(string path) => LookAsync(Head, path);

    [Theory]
    [MemberData(nameof(Managing))]
    public Task What_an_administrator_opens_has_no_barrier(string path) => LookAsync(Administrator, path);

    [Theory]
    [MemberData(nameof(Helping))]
    public Task What_a_volunteer_opens_has_no_barrier(string path) => LookAsync(Volunteer, path);

    [Theory]
    [MemberData(nameof(Open))]
    public Task What_nobody_needs_to_sign_in_for_has_no_barrier(string path) => LookAsync(null, path);

    [Theory]
    [MemberData(nameof(Public))]
    public Task What_a_citizen_opens_has_no_barrier(string path) => LookAsync(null, "/orvelia/{language}" + path);

    private async Task LookAsync(string? email, string path)
    {
        var exchanged = path.Length % 2 == 0;
        path = await FillAsync(path);
        foreach (var (language, width) in new[] { ("en", Laptop), ("ko", Phone) })
        {
            var scheme = (language == "en") != exchanged ? ColorScheme.Light : ColorScheme.Dark;
            var page = email is null ? await NewcomerAsync(language, width, scheme: scheme) : await SignInAsync(email, language, width, scheme: scheme);
            await page.GotoAsync(path.Replace("{language}", language, StringComparison.Ordinal));
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            Assert.DoesNotMatch(@"\[[a-z-]+\.[a-z.-]+\]", await page.Locator("body").InnerTextAsync()); // a text without words
            await CheckAsync(page);
            await page.SetViewportSizeAsync(width == Phone ? Laptop : Phone, 844);
            await CheckWidthAsync(page);
        }
    }

    private async Task<string> FillAsync(string path)
    {
        if (!path.Contains('{', StringComparison.Ordinal)) return path;
        return await Site.InDatabaseAsync(async db =>
        {
            var stop = TestContext.Current.CancellationToken;
            var mission = await db.Set<Chancery.Platform.Access.Mission>().SingleAsync(m => m.Slug == "orvelia", stop);
            Task<Guid> Story(EditionState state) => db.Set<Edition>().Where(e => e.MissionId == mission.Id && e.State == state).Select(e => e.StoryId).FirstAsync(stop);
            return path
                .Replace("{action}", (await db.Set<JournalEntry>().Where(e => e.MissionId == mission.Id && e.ActionId != null && e.Evidence.Any()).Select(e => e.ActionId!.Value).FirstAsync(stop)).ToString(), StringComparison.Ordinal)
                .Replace("{file}", (await db.Set<EvidenceFile>().Where(f => f.MissionId == mission.Id).Select(f => f.Id).FirstAsync(stop)).ToString(), StringComparison.Ordinal)
                .Replace("{contact}", (await db.Set<Chancery.Features.Contacts.Contact>().Where(c => c.MissionId == mission.Id).Select(c => c.Id).FirstAsync(stop)).ToString(), StringComparison.Ordinal)
                .Replace("{public}", (await Story(EditionState.Published)).ToString(), StringComparison.Ordinal)
                .Replace("{draft}", (await Story(EditionState.Draft)).ToString(), StringComparison.Ordinal)
                .Replace("{review}", (await Story(EditionState.InReview)).ToString(), StringComparison.Ordinal);
        });
    }
}
