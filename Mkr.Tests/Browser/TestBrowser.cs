using Microsoft.Playwright;

namespace Mkr.Tests.Browser;

/// <summary>
/// A Chromium without a window, for tests of pages: Debian's package <c>chromium</c>, or the one that the environment variable MKR_CHROMIUM
/// names. A test that asks for one where there is none, or where it does not start, is skipped with the reason.
/// </summary>
internal sealed class TestBrowser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private TestBrowser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Starts it, or skips the test.</summary>
    public static async Task<TestBrowser> StartAsync()
    {
        string? path = Environment.GetEnvironmentVariable("MKR_CHROMIUM") ?? Array.Find(Places, File.Exists);
        if (path is null) Assert.Ignore("There is no Chromium here. Install the package chromium, or set MKR_CHROMIUM to its path.");
        IPlaywright playwright = await Playwright.CreateAsync();
        try
        {
            return new TestBrowser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments }));
        }
        catch (PlaywrightException e)
        {
            playwright.Dispose();
            Assert.Ignore($"{path} does not start: {e.Message}");
            throw;
        }
    }

    /// <summary>A page of its own, with cookies and storage of its own.</summary>
    /// <param name="width">The width of the window, in CSS pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="scheme">Whether the user prefers light or dark pages.</param>
    public async Task<IPage> NewPageAsync(int width = 1200, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        IBrowserContext context = await _browser.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        return await context.NewPageAsync();
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
