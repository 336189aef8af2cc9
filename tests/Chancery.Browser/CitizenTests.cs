using System.Text.Json;
using System.Xml;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chancery.Browser;

/// <summary>What a citizen reads and finds: the same with scripts off and on, on a phone and on a desk.</summary>
public sealed class CitizenTests(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    private const string Story = "/orvelia/en/stories/a-week-beside-three-rivers";

    public static TheoryData<int, bool> Readers => new() { { Phone, false }, { Phone, true }, { Laptop, false }, { Laptop, true } };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_citizen_reads_a_story_and_goes_to_the_same_story_in_Korean(int width, bool scripts)
    {
        var page = await NewcomerAsync(width: width, scripts: scripts);
        await page.GotoAsync("/orvelia");
        await ArriveAsync(page, "/orvelia/en");
        await page.GetByRole(AriaRole.Link, new() { Name = "A week beside three rivers" }).First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Issued by Orvelian Institute, Seoul");
        await Expect(page.Locator("main figure").First).ToContainTextAsync("Drawing:");
        if (scripts) await CheckWidthAsync(page);
        await page.Locator("nav.langs").GetByRole(AriaRole.Link, new() { Name = "한국어" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("세 강과 함께하는 일주일");
        Assert.Matches(@"^\d{4}년 \d+월 \d+일\([월화수목금토일]\)$", await page.Locator("main time").First.InnerTextAsync());
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_story_is_found_by_a_Korean_and_by_an_English_word(int width, bool scripts)
    {
        var page = await NewcomerAsync(width: width, scripts: scripts);
        await page.GotoAsync("/orvelia/en");
        foreach (var (word, title) in new[] { ("자전거", "A week beside three rivers"), ("puncture", "Eleven kilometres, one puncture") })
        {
            await page.Locator("input[type=search]").FillAsync(word);
            await page.Locator("input[type=search]").PressAsync("Enter");
            await Expect(page.Locator(".hits")).ToContainTextAsync(title);
            await Expect(page.Locator(".hits mark").First).ToHaveTextAsync(word, new() { IgnoreCase = true });
        }
        await page.Locator(".hits h2 a").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Eleven kilometres, one puncture");
    }

    [Fact]
    public async Task Machines_find_the_story_too()
    {
        var page = await NewcomerAsync(scripts: false);
        await page.GotoAsync(Story);
        using var data = JsonDocument.Parse(await page.Locator("script[type='application/ld+json']").TextContentAsync() ?? "");
        Assert.Equal("NewsArticle", data.RootElement.GetProperty("@type").GetString());
        Assert.Equal("Orvelian Institute, Seoul", data.RootElement.GetProperty("publisher").GetProperty("name").GetString());
        var hreflang = await page.Locator("link[rel=alternate][hreflang]").EvaluateAllAsync<string[]>("links => links.map(link => link.hreflang)");
        Assert.Equal(["en", "fr", "ko", "x-default"], hreflang.Order());
        foreach (var (path, word) in new[] { ("/orvelia/ko/feed.atom", "세 강과 함께하는 일주일"), ("/orvelia/en/feed.rss", "A week beside three rivers"), ("/sitemap.xml", "/sitemap") })
        {
            var text = await (await page.APIRequest.GetAsync(Site.Address + path)).TextAsync();
            using var xml = XmlReader.Create(new StringReader(text));
            while (xml.Read()) { }
            Assert.Contains(word, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_printed_story_is_the_text_and_who_issued_it()
    {
        var page = await NewcomerAsync(scripts: false);
        await page.GotoAsync(Story);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator("nav.langs")).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Search)).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Issued by Orvelian Institute, Seoul");
    }

    [Fact]
    public async Task A_story_without_an_edition_says_where_it_can_be_read()
    {
        var page = await NewcomerAsync("ko", Phone, scripts: false);
        await page.GotoAsync(Story.Replace("/en/", "/ru/", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "세 강과 함께하는 일주일" }).First.ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
    }

    [Fact]
    public async Task A_citizen_reads_by_keyboard_alone()
    {
        var page = await NewcomerAsync();
        await page.GotoAsync("/orvelia/en");
        await TabToAsync(page, "a.skip", 1);
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "main a", 3);
        await page.Keyboard.PressAsync("Enter");
        await ArriveAsync(page, "/stories/");
        await TabToAsync(page, "input[type=search]", 20);
        await page.Keyboard.TypeAsync("강");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".hits mark").First).ToBeVisibleAsync();
    }
}
