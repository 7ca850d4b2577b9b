using Microsoft.Playwright;

namespace Mkr.Tests.Browser;

/// <summary>The browser shows what it is given.</summary>
internal sealed class TestBrowserTests
{
    [Test]
    public async Task It_shows_pages_in_the_wanted_schemes()
    {
        await using TestBrowser browser = await TestBrowser.StartAsync();
        foreach (bool dark in new[] { false, true })
        {
            IPage page = await browser.NewPageAsync(width: 400, scheme: dark ? ColorScheme.Dark : ColorScheme.Light);
            await page.SetContentAsync("<h1>Hello</h1>");
            Assert.That(await page.InnerTextAsync("h1"), Is.EqualTo("Hello"));
            Assert.That(await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches"), Is.EqualTo(dark));
            Assert.That(await page.EvaluateAsync<int>("innerWidth"), Is.EqualTo(400));
        }
    }
}
