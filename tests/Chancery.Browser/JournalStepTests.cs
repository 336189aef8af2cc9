using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chancery.Browser;

/// <summary>What happened is recorded with a file that proves it, read as a feed, and mended by a reversing entry.</summary>
public sealed class JournalStepTests(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    [Fact]
    public async Task What_happened_is_recorded_with_a_photo_shown_as_a_feed_and_reversed()
    {
        var page = await SignInAsync(Attache);
        await page.GotoAsync("/desk/seoul/programmes/korea-2016?text=Yeouido");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bicycle ride in Yeouido" }).ClickAsync();
        await page.FillAsync("#Record_From", "2016-02-20");
        await page.FillAsync("#Record_Quantity", "120");
        await page.FillAsync("#Record_Unit", "people");
        await page.FillAsync("#Record_Words", "They met at the entrance of the park.");
        await page.SetInputFilesAsync("#Record_Files", new FilePayload { Name = "ride.png", MimeType = "image/png", Buffer = await PhotoAsync(page) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("Recorded for");
        var entry = page.Locator(".journal > li", new() { HasText = "120 people" });
        await Expect(entry.Locator(".proofs img")).ToBeVisibleAsync();
        Assert.True(await entry.Locator(".proofs img").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
        await Expect(page.Locator(".pva")).ToContainTextAsync("120");
        await CheckEverywhereAsync(page);

        await page.GotoAsync("/desk/seoul/programmes/korea-2016?evidence=none");
        await Expect(page.Locator(".plan-list tbody tr")).ToHaveCountAsync(7);

        await page.GotoAsync("/desk/seoul/programmes/korea-2016/journal");
        await Expect(page.Locator(".journal > li").First).ToContainTextAsync("120 people");
        entry = page.Locator(".journal > li", new() { HasText = "120 people" });
        await entry.GetByText("Reverse", new() { Exact = true }).ClickAsync();
        await entry.GetByRole(AriaRole.Button, new() { Name = "Reverse the entry" }).ClickAsync();
        await Expect(page.Locator("#errors")).ToBeFocusedAsync(); // no reason given
        await page.Locator(".journal details[open]").GetByLabel("Why the entry is wrong").FillAsync("The page gives no number.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reverse the entry" }).First.ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("reversed");
        await Expect(page.Locator(".journal > li.rev")).ToContainTextAsync("The page gives no number.");
        await Expect(page.Locator(".pva")).Not.ToContainTextAsync("120");
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_says_is_refused_with_the_reason_and_what_was_typed_stays()
    {
        var page = await SignInAsync(Attache, "ko", Phone);
        await page.GotoAsync("/desk/orvelia/record");
        await page.Locator(".todo a").First.ClickAsync();
        await page.FillAsync("#Record_Words", "비가 그친 뒤에 다시 시작했습니다.");
        await page.SetInputFilesAsync("#Record_Files", new FilePayload { Name = "사진.jpg", MimeType = "image/jpeg", Buffer = "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "기록", Exact = true }).ClickAsync();
        await Expect(page.Locator("#errors")).ToContainTextAsync("사진.jpg");
        await Expect(page.Locator("#Record_Words")).ToHaveValueAsync("비가 그친 뒤에 다시 시작했습니다.");
        await CheckAsync(page);
    }

    /// <summary>A picture of the page itself is as good as any other photograph.</summary>
    private static Task<byte[]> PhotoAsync(IPage page) => page.ScreenshotAsync(new() { Clip = new() { X = 0, Y = 0, Width = 640, Height = 480 } });
}
