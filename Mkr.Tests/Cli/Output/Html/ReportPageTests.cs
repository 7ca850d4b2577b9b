using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Mkr.Cli.Output.Html;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Reports;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Tests.Browser;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Cli.Output.Html;

/// <summary>The page of <c>mkr report</c>, in a browser, of data whose names would be markup.</summary>
internal sealed class ReportPageTests
{
    private const string Markup = "<script>document.title = 'taken'</script> & <b>\"it\"</b>";

    private readonly TemporaryFolder _folder = new();
    private string _page = string.Empty;

    [OneTimeSetUp]
    public void Create()
    {
        foreach (string name in new[] { "blend", "ease" })
        {
            (RunSettings settings, RecommendationData data) = TrainedModel.Demo(ModelCatalog.Find(name));
            data = data with { ItemNames = [.. data.ItemNames.Select(item => item + Markup)] };
            ExperimentRun run = TrainedModel.Run(settings, data);
            RunFolder.Write(
                Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName, settings, data, run, new JsonObject());
        }

        _page = ReportPage.Create(RunReport.Create([Path.Combine(_folder.Path, "blend"), Path.Combine(_folder.Path, "ease")]));
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Names_are_no_markup_and_nothing_is_fetched()
    {
        Assert.That(_page, Does.Not.Contain("<script").And.Not.Contain("<b>").And.Not.Contain("http"));
        Assert.That(_page, Does.Contain("&lt;script&gt;"));
    }

    [Test]
    public async Task A_browser_shows_all_of_it_light_and_dark_narrow_and_wide()
    {
        await using TestBrowser browser = await TestBrowser.StartAsync();
        await CheckAsync(browser, dark: false, width: 1200);
        await CheckAsync(browser, dark: true, width: 400);
    }

    private async Task CheckAsync(TestBrowser browser, bool dark, int width)
    {
        IPage page = await browser.NewPageAsync(width, scheme: dark ? ColorScheme.Dark : ColorScheme.Light);
        var errors = new List<string>();
        page.Console += (_, message) => errors.Add(message.Text);
        page.Request += (_, request) => errors.Add(request.Url);
        await page.SetContentAsync(_page);
        Assert.That(await page.TitleAsync(), Is.EqualTo("blend, EASE on demo"));
        Assert.That(await page.Locator("h2").AllInnerTextsAsync(), Is.EqualTo(
        [
            "Results", "Training", "Calibration", "For whom, and for which items", "What is recommended", "Sample recommendations",
            "Settings",
        ]));
        Assert.That(await page.Locator("caption").CountAsync(), Is.EqualTo(await page.Locator("table").CountAsync()));
        Assert.That(await page.Locator("svg").CountAsync(), Is.EqualTo(5));
        Assert.That(await page.Locator("svg[role=img][aria-label]").CountAsync(), Is.EqualTo(5), "a screen reader is told of each");
        Assert.That(await page.Locator("#results tbody tr").CountAsync(), Is.EqualTo(2 * 2));
        Assert.That(await page.Locator("#samples ol > li").CountAsync(), Is.EqualTo(2 * 3 * 5));
        Assert.That(await page.Locator("#samples details[open]").CountAsync(), Is.EqualTo(2 * 3), "the first of each list");
        await page.Locator("#samples details:not([open]) summary").First.ClickAsync();
        Assert.That(await page.Locator("#samples details[open]").CountAsync(), Is.EqualTo((2 * 3) + 1));
        string why = await page.Locator("#samples details[open] .why").First.InnerTextAsync();
        Assert.That(why, Does.Contain("score").And.Contain("<script>"));
        int scrolled = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.That(scrolled, Is.LessThanOrEqualTo(width), "no sideways scrolling");
        string background = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.That(background, Is.EqualTo(dark ? "rgb(20, 23, 28)" : "rgb(255, 255, 255)"));
        Assert.That(errors, Is.Empty, "no message, no request");
    }
}
