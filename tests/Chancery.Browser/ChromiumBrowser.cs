using Microsoft.Playwright;

namespace Chancery.Browser;

/// <summary>
/// Debian's Chromium, started once for a test class. Nothing is downloaded: where it is elsewhere, name it in
/// <c>CHANCERY_TEST_CHROMIUM</c>. What keeps it from looking up its maker's hosts at every start is switched off.
/// </summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private static readonly string[] s_quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", // a container's /dev/shm is often too small for it
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHANCERY_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            Args = s_quiet,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
