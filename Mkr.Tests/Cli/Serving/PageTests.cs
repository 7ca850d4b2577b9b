using Microsoft.Playwright;
using Mkr.Tests.Browser;

namespace Mkr.Tests.Cli.Serving;

/// <summary>The page, in a browser: search for a user, look at the list, ask why.</summary>
internal sealed class PageTests
{
    private ServedDemo _demo = null!;
    private TestBrowser _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = await TestBrowser.StartAsync();
        _demo = await ServedDemo.StartAsync("blend");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        // There is neither where there is no browser.
        if (_demo is not null) await _demo.DisposeAsync();
        if (_browser is not null) await _browser.DisposeAsync();
    }

    [Test]
    public async Task A_user_is_found_gets_the_librarys_list_and_an_explanation([Values] bool dark)
    {
        IPage page = await _browser.NewPageAsync(height: 1000, scheme: dark ? ColorScheme.Dark : ColorScheme.Light);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(_demo.Server.Url);
        await page.GetByLabel("Search for a user").FillAsync("bruno belden");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bruno Belden" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "For Bruno Belden" }).WaitForAsync();
        string[] expected = [.. _demo.Library.Recommend("bruno-belden", 10).Select(item => item.Name!)];
        Assert.That(await page.Locator("#list .name").AllInnerTextsAsync(), Is.EqualTo(expected));
        double probability = _demo.Library.Recommend("bruno-belden", 1)[0].Probability!.Value;
        Assert.That(await page.Locator("#list .number").First.InnerTextAsync(),
            Is.EqualTo(FormattableString.Invariant($"{100 * probability:0.0} %")));

        ILocator why = page.GetByRole(AriaRole.Button, new() { Name = $"Why {expected[0]}?" });
        await why.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "what the user liked" }).WaitForAsync();
        Assert.That(await page.Locator(".why .part").CountAsync(), Is.GreaterThan(3));
        Assert.That(await why.GetAttributeAsync("aria-expanded"), Is.EqualTo("true"));
        await SaveAsync(page, dark);
        await why.ClickAsync();
        Assert.That(await page.Locator(".why:visible").CountAsync(), Is.Zero);
        Assert.That(complaints, Is.Empty, "no error, and nothing that the content security policy forbids");
    }

    [Test]
    public async Task Keys_are_enough_and_errors_are_shown()
    {
        IPage page = await _browser.NewPageAsync(width: 400);
        await page.GotoAsync(_demo.Server.Url + "/#nobody");
        await page.GetByText("There is no user 'nobody' in this model.").WaitForAsync();
        await page.GetByLabel("Search for a user").FillAsync("zzz");
        await page.GetByText("No user has “zzz” in the id or name.").WaitForAsync();
        await page.GetByLabel("Search for a user").FillAsync("nadia-verton");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nadia Verton" }).WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "For Nadia Verton" }).WaitForAsync();
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), Is.True, "it fits a phone");
    }

    [Test]
    public async Task A_list_older_than_the_text_is_never_chosen_from()
    {
        IPage page = await _browser.NewPageAsync();
        var answer = new TaskCompletionSource();
        await page.RouteAsync("**/users?*search=nadia*", async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(_demo.Server.Url);
        await page.Locator("#users button").First.WaitForAsync();
        await page.GetByLabel("Search for a user").FillAsync("nadia-verton");
        Assert.That(await page.EvaluateAsync<bool>("document.getElementById('users').inert"), Is.True, "it would change under a click");
        await page.Keyboard.PressAsync("Enter");
        answer.SetResult();
        await page.GetByRole(AriaRole.Heading, new() { Name = "For Nadia Verton" }).WaitForAsync();
        Assert.That(await page.Locator("#users button").CountAsync(), Is.EqualTo(1));
    }

    /// <summary>The picture of docs/serve.md, where the environment variable MKR_PICTURES names a folder for it.</summary>
    private static async Task SaveAsync(IPage page, bool dark)
    {
        if (Environment.GetEnvironmentVariable("MKR_PICTURES") is not string folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, dark ? "serve-dark.png" : "serve.png") });
    }
}
