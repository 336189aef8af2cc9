using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chancery.Browser;

/// <summary>The archive's box with scripts and without, and the desk's.</summary>
public sealed class ArchiveStepTests(DemoSite site, ChromiumBrowser chromium) : IClassFixture<DemoSite>, IClassFixture<ChromiumBrowser>
{
    [Fact]
    public async Task While_Korean_is_typed_titles_are_offered_and_the_arrows_take_one()
    {
        var page = await OpenAsync("/orvelia/ko/archive", 390, scripts: true);
        await page.Locator("#aq").PressSequentiallyAsync("ㅅㄱㄱ");
        await Expect(page.Locator(".suggest li").First).ToBeVisibleAsync();
        await page.Locator("#aq").FillAsync("");
        await page.Locator("#aq").PressSequentiallyAsync("을숙");
        await Expect(page.Locator(".suggest li").First).ToContainTextAsync("을숙도");
        await CheckAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".suggest li").First).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".suggest")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/archive?q=*");
        Assert.NotEqual(0, await page.Locator(".hits mark").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task Without_scripts_a_story_is_found_narrowed_to_and_looked_through_by_month()
    {
        var page = await OpenAsync("/orvelia/ko/archive", 1280, scripts: false);
        await page.Locator("#aq").FillAsync("자전거행진");
        await page.Locator(".bigq button").ClickAsync();
        await Expect(page.Locator(".hits h2 a").First).ToBeVisibleAsync();
        var all = await page.Locator(".hits > li").CountAsync();
        await page.Locator("input[name=kind][value=press-release]").CheckAsync();
        await page.Locator(".facets button").ClickAsync();
        Assert.InRange(await page.Locator(".hits > li").CountAsync(), 1, all);
        await Expect(page.Locator(".picked a")).ToHaveCountAsync(1);

        await page.GotoAsync(site.Address + "/orvelia/en/archive");
        await page.Locator(".years summary").First.ClickAsync();
        await page.Locator(".years details[open] a[href*='month=']").First.ClickAsync();
        await Expect(page.Locator(".picked a")).ToHaveCountAsync(1);
        Assert.NotEqual(0, await page.Locator(".hits > li").CountAsync());
    }

    [Theory]
    [InlineData("이태원")]
    [InlineData("이태원로에")]
    [InlineData("Itaewon")]
    [InlineData("itewon")]
    [InlineData("\"자전거 행진\"")]
    [InlineData("자전거행진")]
    [InlineData("February 2016")]
    public async Task The_archive_of_2016_answers_every_way_of_asking(string question)
    {
        var page = await OpenAsync("/seoul/en/archive?q=" + Uri.EscapeDataString(question), 1280, scripts: false);
        await Expect(page.Locator(".hits h2 a").First).ToHaveAttributeAsync("href", "/seoul/en/stories/programme-entered");
    }

    [Fact]
    public async Task At_the_desk_the_slash_goes_to_the_search_and_finds_what_the_member_may_see()
    {
        var page = await OpenAsync("/account/sign-in", 1280, scripts: true);
        await page.FillAsync("#Email", "ilse.marten@orvelia.example");
        await page.FillAsync("#password", "rivers-week-demo");
        await page.Locator("form:has(#password) button").ClickAsync();
        await page.WaitForURLAsync("**/desk**");
        await page.GotoAsync(site.Address + "/desk/orvelia/stories");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("Eulsukdo");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=Eulsukdo");
        await Expect(page.Locator(".found h2 a").First).ToContainTextAsync("Eulsukdo");
        await Expect(page.Locator(".tabs a")).Not.ToHaveCountAsync(0);
        await CheckAsync(page);
    }

    private static async Task CheckAsync(IPage page)
    {
        var barriers = (await page.RunAxe()).Violations;
        Assert.True(barriers.Length == 0, string.Join("; ", barriers.Select(b => $"{b.Id}: {string.Join(" | ", b.Nodes.Take(3).Select(n => n.Html))}")));
    }

    private async Task<IPage> OpenAsync(string path, int width, bool scripts)
    {
        var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = scripts, Locale = "en-GB", ViewportSize = new() { Width = width, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Address + path);
        return page;
    }
}
