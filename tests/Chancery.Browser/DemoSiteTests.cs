namespace Chancery.Browser;

public sealed class DemoSiteTests(DemoSite site, ChromiumBrowser chromium) : IClassFixture<DemoSite>, IClassFixture<ChromiumBrowser>
{
    [Fact]
    public async Task The_demo_leads_whoever_opens_the_desk_to_sign_in()
    {
        var page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync($"{site.Address}/desk/orvelia");
        Assert.Contains("/account/sign-in", page.Url, StringComparison.Ordinal);
    }
}
