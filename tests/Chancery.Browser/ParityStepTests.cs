using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chancery.Browser;

/// <summary>The correction that the demo ships: found, mended while typing, one difference waived, approved and published.</summary>
public sealed class ParityStepTests(DemoSite site, ChromiumBrowser chromium) : ParitySteps(site, chromium)
{
    [Fact]
    public async Task Differences_are_found_while_typing_mended_or_waived_and_then_the_text_is_published()
    {
        var writer = await SignInAsync("ilse.marten@orvelia.example");
        var story = await OpenAsync(writer);
        await writer.GotoAsync(story + "/ko");
        var found = writer.Locator("#findings-list [data-key]");
        Assert.InRange(await found.CountAsync(), 11, 14);
        await Expect(writer.Locator("#findings-said")).ToContainTextAsync("keep the text from being published");

        // From one to the next: the words are selected in the text.
        await writer.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await Expect(writer.Locator("#findings-list .now")).ToHaveCountAsync(1);
        var marked = await writer.Locator("#findings-list .now [lang=ko] mark").InnerTextAsync();
        Assert.Equal(marked, await writer.EvaluateAsync<string>("(() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd); })()"));

        await CheckAsync(writer);

        // Mended while typing, all but one.
        var summary = (await writer.InputValueAsync("#Summary")).Replace("49종", "94종", StringComparison.Ordinal);
        var body = await writer.InputValueAsync("#Body");
        foreach (var (wrong, right) in ((string, string)[])
            [("2년 동안", "1년 동안"), ("3시간씩", "2시간씩"), ("10회를", "12회를"), ("940종", "94종"), ("13명", "31명"), ("11주", "11일"), ("76세", "67세"),
             (" 다음 조사는 2월 1일 오전 6시에 시작합니다.", ""), ("작아집니다.", "작아집니다. 그래서 이제 새 조사원은 모두 경험 많은 조사원 옆에서 시작합니다.")])
        {
            Assert.Contains(wrong, body, StringComparison.Ordinal);
            body = body.Replace(wrong, right, StringComparison.Ordinal);
        }
        await writer.FillAsync("#Summary", summary);
        await writer.FillAsync("#Body", body + "\n\n표는 한국어와 영어로 누구나 볼 수 있습니다.");
        await Expect(found).ToHaveCountAsync(1);
        await Expect(found.Locator("[lang=ko] mark")).ToContainTextAsync("18세");

        // Waived without leaving the page; a reason is not lost when the list comes anew.
        await found.Locator("summary").ClickAsync();
        await found.Locator("textarea").FillAsync("The oldest counter of the corrected year.");
        await found.GetByRole(AriaRole.Button, new() { Name = "Waive" }).ClickAsync();
        await Expect(writer.Locator("#findings-list blockquote")).ToContainTextAsync("The oldest counter of the corrected year.");
        await Expect(writer.Locator("#findings-said")).ToContainTextAsync("Nothing differs except 1 waived finding.");
        await writer.SetViewportSizeAsync(390, 844);
        Assert.True(await writer.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        await writer.FillAsync("#CorrectionNote", "한 사람의 나이를 바로잡았습니다.");
        await writer.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await Expect(writer.Locator(".toast")).ToContainTextAsync("Sent for review");

        var approver = await SignInAsync("oren.valk@orvelia.example");
        await approver.GotoAsync(story + "/ko/review");
        await Expect(approver.Locator("#findings h3").First).ToContainTextAsync("Waived");
        await CheckAsync(approver);
        await approver.Locator("#approve button").ClickAsync();
        await approver.Locator("#publish button").ClickAsync();
        await Expect(approver.Locator(".head .st").First).ToContainTextAsync("Published");
    }
}

/// <summary>A site of its own: the other class publishes the correction that this one needs open.</summary>
public sealed class ParityWithoutScriptsTests(DemoSite site, ChromiumBrowser chromium) : ParitySteps(site, chromium)
{
    [Fact]
    public async Task Without_scripts_a_finding_is_waived_on_its_own_page()
    {
        var writer = await SignInAsync("ilse.marten@orvelia.example", scripts: false);
        await writer.GotoAsync(await OpenAsync(writer) + "/ko/findings");
        var count = await writer.Locator("#findings details").CountAsync();
        await writer.Locator("#findings summary").First.ClickAsync();
        await writer.Locator("#findings textarea").First.FillAsync("Known.");
        await writer.GetByRole(AriaRole.Button, new() { Name = "Waive" }).First.ClickAsync();
        await Expect(writer.Locator("#findings details")).ToHaveCountAsync(count - 1);
        await Expect(writer.Locator("#findings blockquote")).ToContainTextAsync("Known.");
    }
}

public abstract class ParitySteps(DemoSite site, ChromiumBrowser chromium) : IClassFixture<DemoSite>, IClassFixture<ChromiumBrowser>
{
    protected static async Task CheckAsync(IPage page)
    {
        var barriers = (await page.RunAxe()).Violations;
        Assert.True(barriers.Length == 0, string.Join("; ", barriers.Select(b => $"{b.Id}: {string.Join(" | ", b.Nodes.Take(3).Select(n => n.Html))}")));
    }

    protected async Task<string> OpenAsync(IPage page)
    {
        await page.GotoAsync($"{site.Address}/desk/orvelia/stories?Q=Eulsukdo");
        var path = await page.GetByRole(AriaRole.Link, new() { Name = "A year of mornings at Eulsukdo" }).GetAttributeAsync("href");
        return site.Address + path;
    }

    protected async Task<IPage> SignInAsync(string email, bool scripts = true)
    {
        var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = scripts, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{site.Address}/account/sign-in");
        await page.FillAsync("#Email", email);
        await page.FillAsync("#password", "rivers-week-demo");
        await page.Locator("form:has(#password) button").ClickAsync();
        await page.WaitForURLAsync("**/desk**");
        return page;
    }
}
