using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chancery.Browser;

/// <summary>Home, and the action plan of 2016 in all its shapes.</summary>
public sealed class PlanTests(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    private const string Plan = "/desk/seoul/programmes/korea-2016";
    private const string Rivers = "/desk/orvelia/programmes/rivers-week";

    [Fact]
    public async Task The_press_attache_signs_in_and_sees_today_what_waits_what_is_late_and_what_lacks_evidence()
    {
        var page = await NewcomerAsync();
        await page.GotoAsync("/desk");
        await EnterAsync(page, Attache);
        await page.GetByRole(AriaRole.Link, new() { Name = "Embassy of the Republic of Azerbaijan" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Today", Level = 1 })).ToBeVisibleAsync();
        foreach (var part in (string[])["Waiting for me", "On today", "Late", "Lacks evidence"])
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = part })).ToBeVisibleAsync();
        await Expect(page.Locator("section:has(#unproved) li").First).ToContainTextAsync("2016");

        await page.GotoAsync("/desk/orvelia");
        Assert.NotEmpty(await page.Locator("section:has(#on-today) li").AllAsync());
        Assert.Matches(@"\d+ days? late", await page.Locator("section:has(#late) li").First.InnerTextAsync());
        var lacking = await page.Locator("#unproved .cnt").InnerTextAsync();
        await page.Locator(".fig", new() { HasText = "Without evidence" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync($"{lacking} of");
    }

    [Fact]
    public async Task The_plan_of_2016_is_filtered_sorted_and_kept_as_a_view()
    {
        var page = await SignInAsync(Attache);
        await page.GotoAsync(Plan);
        await Expect(page.Locator(".plan-list tbody tr")).ToHaveCountAsync(8);
        await Expect(page.Locator("main")).ToContainTextAsync("24th anniversary");
        await Expect(page.Locator("tr", new() { HasText = "Bicycle ride in Yeouido" })).ToContainTextAsync("Participant: Korean students");

        await page.Locator("label.chip", new() { HasText = "Distribution" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(page.Locator(".plan-list tbody tr")).ToHaveCountAsync(2);
        await page.GetByText("Keep this view").ClickAsync();
        await page.GetByLabel("Name of the view").FillAsync("Brochures");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();

        await page.GotoAsync(Plan);
        await page.Locator("thead").GetByRole(AriaRole.Link, new() { Name = "Action", Exact = true }).ClickAsync();
        await Expect(page.Locator(".plan-list tbody tr").First).ToContainTextAsync("Articles in newspapers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Brochures", Exact = true }).ClickAsync();
        await Expect(page.Locator(".plan-list tbody tr")).ToHaveCountAsync(2);
        await CheckEverywhereAsync(page);
    }

    [Fact]
    public async Task The_timeline_is_walked_and_an_action_moved_by_keyboard_alone()
    {
        var page = await SignInAsync(Attache);
        await page.GotoAsync(Rivers + "?view=timeline");
        await TabToAsync(page, ".gantt a[data-row]");
        var first = await FocusedAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.NotEqual(first, await FocusedAsync(page));
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(first, await FocusedAsync(page));

        // Down to the first action that is still to come, then a day later.
        var row = page.Locator(".gantt li:has([data-shift])").First;
        var title = await row.Locator("a[data-row]").InnerTextAsync();
        var before = await row.Locator(".w > .hide").InnerTextAsync();
        while (await FocusedAsync(page) != title) await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("]");
        await Expect(row.Locator(".w > .hide")).Not.ToHaveTextAsync(before);
        await Expect(row.Locator("a[data-row]")).ToBeFocusedAsync(); // the page came back at the row that moved
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.GotoAsync(Rivers + "?view=timeline");
        await Expect(row.Locator(".w > .hide")).ToHaveTextAsync(before);
    }

    [Fact]
    public async Task The_month_of_the_ride_is_a_calendar_and_the_plan_prints()
    {
        var page = await SignInAsync(Attache);
        await page.GotoAsync(Plan + "?view=calendar");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "February 2016" })).ToBeVisibleAsync();
        await Expect(page.Locator(".cal").GetByRole(AriaRole.Link, new() { Name = "Bicycle ride in Yeouido" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "March 2016", Exact = true }).ClickAsync();
        await Expect(page.Locator(".cal").GetByRole(AriaRole.Link, new() { Name = "Banners" }).First).ToBeVisibleAsync();
        await page.Locator(".cal").GetByRole(AriaRole.Link, new() { Name = "Banners" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Banners");

        await page.GotoAsync(Plan);
        await page.GetByRole(AriaRole.Link, new() { Name = "Print" }).ClickAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Back to the desk" })).ToBeHiddenAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(8);
        Assert.True((await page.PdfAsync(new() { PreferCSSPageSize = true })).Length > 10_000);
    }

    [Fact]
    public async Task An_action_is_added_edited_duplicated_moved_and_cancelled_and_each_can_be_undone()
    {
        var page = await SignInAsync(Attache);
        await page.GotoAsync(Rivers);
        await page.GetByRole(AriaRole.Link, new() { Name = "Add an action" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
        await Expect(page.Locator("#errors")).ToBeFocusedAsync(); // nothing typed: said at once, with the way to it
        await page.FillAsync("[name='Form.Title[en]']", "Boat parade at Ttukseom");
        await page.FillAsync("[name='Form.Title[ko]']", "뚝섬 배 행렬");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
        await Expect(Toast(page)).ToContainTextAsync("is in the plan");

        await OpenAsync(page, "Boat parade at Ttukseom");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit action" }).ClickAsync();
        await page.FillAsync("[name='Form.Title[en]']", "Boat parade at Banpo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Last.ClickAsync();
        await Expect(Toast(page)).ToContainTextAsync("is saved");
        await UndoAsync(page);
        await OpenAsync(page, "Boat parade at Ttukseom");

        await page.Locator("#main summary", new() { HasText = "More" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Duplicate" }).ClickAsync();
        await Expect(Toast(page)).ToContainTextAsync("was duplicated");
        await UndoAsync(page);

        await OpenAsync(page, "Boat parade at Ttukseom");
        await page.GetByLabel("Place, 1 to").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await page.GotoAsync(Rivers);
        await Expect(page.Locator(".plan-list tbody tr").First).ToContainTextAsync("Boat parade at Ttukseom");

        await OpenAsync(page, "Boat parade at Ttukseom");
        await page.GetByLabel("Why it is cancelled").FillAsync("The river is too high.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel this action" }).ClickAsync();
        await Expect(Toast(page)).ToContainTextAsync("is cancelled");
        await OpenAsync(page, "Boat parade at Ttukseom");
        await Expect(page.Locator("main")).ToContainTextAsync("The river is too high.");
    }

    [Fact]
    public async Task A_private_link_feeds_other_calendars_until_it_is_revoked()
    {
        var page = await SignInAsync(Attache);
        await page.GotoAsync(Plan);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var address = await page.GetByLabel("Address", new() { Exact = true }).InputValueAsync();
        await CheckAsync(page);
        var reader = await NewcomerAsync();
        var feed = await (await reader.APIRequest.GetAsync(address)).TextAsync();
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Bicycle ride in Yeouido", feed, StringComparison.Ordinal);
        var link = feed.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n").First(line => line.StartsWith("URL", StringComparison.Ordinal));
        Assert.Equal(200, (await page.Context.APIRequest.GetAsync(link[(link.IndexOf(':', StringComparison.Ordinal) + 1)..])).Status);
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        Assert.False((await reader.APIRequest.GetAsync(address)).Ok);
    }

    [Fact]
    public async Task The_next_edition_is_planned_with_its_dates_moved_by_the_rule_and_nothing_that_happened()
    {
        var page = await SignInAsync(Attache);
        await page.GotoAsync(Plan);
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan the next edition" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("25th anniversary");
        await Expect(page.Locator("tr", new() { HasText = "Bicycle ride" })).ToContainTextAsync("Monday 20 February 2017");
        await page.Locator("label.chip", new() { HasText = "the same weekday" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator("tr", new() { HasText = "Bicycle ride" })).ToContainTextAsync("Saturday 18 February 2017");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make this edition" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("2017");
        await Expect(page.Locator(".plan-list tbody tr")).ToHaveCountAsync(8);
        await Expect(page.Locator("tr", new() { HasText = "Bicycle ride" })).ToContainTextAsync("18 Feb 2017");
        await Expect(page.Locator("dl.figrow div", new() { HasText = "Done" }).Locator("dd")).ToHaveTextAsync("0");
    }

    private static ILocator Toast(IPage page) => page.Locator(".toast");

    private static async Task UndoAsync(IPage page)
    {
        await Toast(page).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Toast(page)).ToContainTextAsync("Undone");
    }

    private static async Task OpenAsync(IPage page, string action)
    {
        await page.GotoAsync($"{Rivers}?text={Uri.EscapeDataString(action)}");
        await page.Locator(".plan-list").GetByRole(AriaRole.Link, new() { Name = action }).ClickAsync();
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent");
}
