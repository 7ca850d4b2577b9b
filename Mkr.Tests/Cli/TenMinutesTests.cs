using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Mkr.Tests.Cli;

/// <summary>The walks of docs/ten-minutes.md, command by command, from invented files to a recommendation over HTTP.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class TenMinutesTests
{
    private const string Prompt = "$ ";

    private static readonly string Demo = Path.Combine(RealData.RepositoryRoot, "datasets", "demo");

    /// <summary>The commands of each walk of the page.</summary>
    private static IEnumerable<TestCaseData> Walks()
    {
        string[] blocks = File.ReadAllText(Path.Combine(RealData.RepositoryRoot, "docs", "ten-minutes.md")).Split("```console\n")[1..];
        foreach (string block in blocks)
        {
            string[] commands = [.. block.Split("```")[0].Split('\n').Where(line => line.StartsWith(Prompt, StringComparison.Ordinal))];
            yield return new TestCaseData([.. commands.Select(line => line[Prompt.Length..])]) { TestName = "Walk: " + commands[0] };
        }
    }

    [TestCaseSource(nameof(Walks))]
    public async Task Leads_to_a_served_recommendation(params string[] commands)
    {
        Assert.That(commands, Has.Length.LessThan(10));
        using var folder = new TemporaryFolder();
        WriteRecBole(Directory.CreateDirectory(Path.Combine(folder.Path, "films")).FullName);
        WriteTables(Directory.CreateDirectory(Path.Combine(folder.Path, "shop")).FullName);
        string recommended = string.Empty;
        Process? server = null;
        try
        {
            foreach (string[] words in commands.Select(command => command.Split(' ')))
            {
                if (words[0] == "curl") await CheckServed(words[1], recommended);
                else if (words[^1] == "&") server = Start(folder.Path, words[1..^1]);
                else
                {
                    string output = Run(folder.Path, words[1..]);
                    if (words[1] == "recommend") recommended = output;
                }
            }
        }
        finally
        {
            server?.Kill();
            server?.Dispose();
        }
    }

    /// <summary>The answer is the list that the command line has printed.</summary>
    private static async Task CheckServed(string url, string recommended)
    {
        using var client = new HttpClient();
        HttpResponseMessage? answer = null;
        for (int tries = 0; tries < 600 && answer?.IsSuccessStatusCode != true; tries++)
        {
            if (tries > 0) await Task.Delay(100);
            try
            {
                answer = await client.GetAsync(new Uri(url));
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        Assert.That(answer?.IsSuccessStatusCode, Is.True, url);
        JsonNode list = JsonNode.Parse(await answer!.Content.ReadAsStringAsync())!;
        string[] ids = [.. list["items"]!.AsArray().Select(item => (string)item!["id"]!)];
        Assert.That(ids, Has.Length.EqualTo(3));
        foreach (string id in ids) Assert.That(recommended, Does.Contain(id));
    }

    private static string Run(string folder, string[] arguments)
    {
        using Process process = Start(folder, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"mkr {string.Join(' ', arguments)}\n{output}\n{error.Result}");
        return output;
    }

    private static Process Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(Path.Combine(TestContext.CurrentContext.TestDirectory, "mkr.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static void WriteRecBole(string folder)
    {
        string[][] ratings = [.. Rows("ratings.tsv").Skip(1)];
        Write(folder, "films.inter", '\t', ["user_id:token", "item_id:token", "rating:float", "timestamp:float"], ratings);
        Write(folder, "films.link", '\t', ["item_id:token", "entity_id:token"], Rows("item_index2entity_id.txt"));
        Write(folder, "films.kg", '\t', ["head_id:token", "relation_id:token", "tail_id:token"], Rows("kg.txt"));
    }

    private static void WriteTables(string folder)
    {
        Write(folder, "events.csv", ',', ["visitor", "film", "stars", "seen"], [.. Rows("ratings.tsv").Skip(1)]);
        string[][] links = [.. Rows("item_index2entity_id.txt").Select(link => new[] { link[0], Iri(link[1]) })];
        Write(folder, "links.csv", ',', ["film", "iri"], links);
        File.WriteAllLines(
            Path.Combine(folder, "graph.nt"),
            Rows("kg.txt").Select(triple => string.Join(' ', triple.Select(term => $"<{Iri(term)}>")) + " ."));
    }

    private static string[][] Rows(string file) => [.. File.ReadLines(Path.Combine(Demo, file)).Select(line => line.Split('\t'))];

    private static string Iri(string name) => "http://example.org/" + name.Replace(' ', '_');

    private static void Write(string folder, string file, char separator, string[] header, string[][] rows) => File.WriteAllLines(
        Path.Combine(folder, file), rows.Prepend(header).Select(row => string.Join(separator, row)));
}
