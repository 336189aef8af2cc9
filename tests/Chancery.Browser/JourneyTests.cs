namespace Chancery.Browser;

public sealed class JourneyTests(DemoSite site, ChromiumBrowser chromium) : Journey(site, chromium)
{
    [Theory]
    [InlineData("document.body.append(Object.assign(document.createElement('img'), { src: '/none.png' }))", "404")]
    [InlineData("document.body.setAttribute('style', 'color: red')", "style-src")]
    [InlineData("setTimeout(() => { throw new Error('boom') })", "boom")]
    public async Task A_page_that_fails_fails_its_test(string harm, string complaint)
    {
        var page = await NewcomerAsync();
        await page.GotoAsync("/orvelia/en");
        Assert.Empty(TakeComplaints());
        await page.EvaluateAsync(harm);
        List<string> heard = [];
        for (var tries = 0; tries < 50 && heard.Count == 0; tries++)
        {
            await page.WaitForTimeoutAsync(100);
            heard.AddRange(TakeComplaints());
        }
        Assert.Contains(heard, c => c.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_is_too_wide_is_noticed()
    {
        var page = await NewcomerAsync(width: Phone);
        await page.GotoAsync("/orvelia/en");
        await page.EvaluateAsync("document.body.style.minWidth = '500px'");
        await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => CheckWidthAsync(page));
    }
}
