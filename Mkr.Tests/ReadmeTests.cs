using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Training;

namespace Mkr.Tests;

/// <summary>The README's example is this file's, line by line, and runs.</summary>
public sealed class ReadmeTests
{
    [Test]
    public void Example_is_what_runs_here_and_works()
    {
        string folder = Environment.CurrentDirectory;
        using var output = new StringWriter();
        TextWriter console = Console.Out;
        try
        {
            Environment.CurrentDirectory = RealData.RepositoryRoot;
            Console.SetOut(output);
            Example();
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = folder;
        }

        Assert.That(output.ToString(), Does.Match("test AUC 0\\.\\d{3}\\s+.+ may like .+"));
        Assert.That(BetweenFences("README.md"), Is.EqualTo(Body("Mkr.Tests/ReadmeTests.cs")));
    }

    private static void Example()
    {
        // <example>
        RecommendationData data = RawDataReader.Read("datasets/demo", RawFormat.Demo);
        RunSettings settings = Preset.Find("demo").Settings;
        DatasetSplit split = settings.Protocol.Split(data, new SeededRandom(1));
        TrainingResult result = new MkrTrainer(data, split, settings.Model, settings.Training).Train(new SeededRandom(2));
        CtrResult test = CtrEvaluator.Evaluate(result.Recommender, split.Test);
        Console.WriteLine($"test AUC {test.Auc:0.000}");

        float[] scores = new float[data.Items.Count];
        result.Recommender.ScoreAllItems([0], scores);
        int best = Array.IndexOf(scores, scores.Max());
        Console.WriteLine($"{data.UserNames[0]} may like {data.ItemNames[best]}");
        // </example>
    }

    private static string[] BetweenFences(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RealData.RepositoryRoot, file));
        int start = Array.IndexOf(lines, "```csharp");
        return lines[(start + 1)..Array.IndexOf(lines, "```", start)];
    }

    private static string[] Body(string file)
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(RealData.RepositoryRoot, file)).Select(line => line.Trim())];
        return lines[(Array.IndexOf(lines, "// <example>") + 1)..Array.IndexOf(lines, "// </example>")];
    }
}
