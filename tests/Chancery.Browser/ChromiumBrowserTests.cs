using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Chancery.Browser;

public sealed class ChromiumBrowserTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>
{
    private const string Document =
        "<!doctype html><html lang='ko'><meta charset='utf-8'><title>보도자료</title><main><h1>한국 문화의 날</h1>"
        + "<p lang='az'>Bakı şəhəri</p></main></html>";

    [Fact]
    public async Task A_page_in_Korean_is_read_and_has_no_barriers()
    {
        var page = await OpenAsync(Document);
        Assert.Equal("한국 문화의 날", await page.GetByRole(AriaRole.Heading).InnerTextAsync());
        Assert.Equal("az", await page.Locator("p").GetAttributeAsync("lang"));
        Assert.Empty((await page.RunAxe()).Violations);
    }

    [Fact]
    public async Task A_barrier_is_found()
    {
        var page = await OpenAsync(Document.Replace("</h1>", "</h1><img src='data:,'>", StringComparison.Ordinal));
        Assert.Contains((await page.RunAxe()).Violations, violation => violation.Id == "image-alt");
    }

    private async Task<IPage> OpenAsync(string document)
    {
        var page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync("data:text/html;charset=utf-8," + Uri.EscapeDataString(document));
        return page;
    }
}
