using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Runs.WarmStarts;
using Mkr.Model.Settings;
using Mkr.Model.Training;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Runs.WarmStarts;

/// <summary>
/// What a warm start is worth on Last.FM: a refit on a half or nine tenths of the training part, of its users or interactions, and then a
/// training on all of it, from that run and from nothing. The run has seen nothing of validation and test part, which are the same for
/// both.
/// </summary>
[Explicit("a measurement")]
internal sealed class WarmStartMeasurement
{
    private const string Music = "music";

    [Test]
    public void Last_fm(
        [Values("bpr-mf", "mkr", "cke")] string model, [Values("users", "interactions")] string what, [Values(5, 9)] int tenths)
    {
        RunSettings settings = Preset.Find(Music).Settings(ModelCatalog.Find(model));
        string source = RealData.Folder(Music);
        RecommendationData data = RawDataReader.Read(source, settings.Format);
        DatasetSplit split = settings.Split.Split(data, new SeededRandom(1));
        using TemporaryFolder folder = new(), chosenFolder = new(), runFolder = new();
        RecommendationData known = Part(source, folder.Path, data, split, settings.Format, what == "users", tenths);
        ExperimentRun chosen = TrainedModel.Run(settings, known, threads: 2);
        RunFolder.Write(chosenFolder.Path, settings, known, chosen, new JsonObject { ["bestEpoch"] = chosen.Training.BestEpoch });
        using RunFolder opened = RunFolder.Open(chosenFolder.Path);
        RunSettings refit = Refit.Settings(opened);
        RunFolder.Write(runFolder.Path, refit, known, Refit.Run(opened, refit, threads: 2), new JsonObject(), isRefit: true);
        using RunFolder run = RunFolder.Open(runFolder.Path);
        TrainingResult cold = Train(settings, data, split, null), warm = Train(settings, data, split, new WarmStart(run));
        using ITrainable unmoved = settings.Model.Create(
            settings.Options, new ModelData(data, split), new TrainingResources(new SeededRandom(1).Split("training"), Threads: 2));
        _ = new WarmStart(run).Fill(unmoved, settings.Model, settings.Options, new ModelData(data, split));
        double atStart = CtrEvaluator.Evaluate(unmoved.CreateRecommender(), split.Validation).Auc;
        double goal = cold.Validation.Auc - 0.002;
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model}, {tenths} tenths of the {what}: epochs to {goal:0.0000} (best from nothing less .002): {First(cold, goal)} from "
            + $"nothing, {First(warm, goal)} from the run; best {cold.Validation.Auc:0.0000} in {cold.BestEpoch} and "
            + $"{warm.Validation.Auc:0.0000} in {warm.BestEpoch}; "
            + $"before the first epoch {atStart:0.0000}, after it {cold.Epochs[0].Validation[0].Value:0.0000} and "
            + $"{warm.Epochs[0].Validation[0].Value:0.0000}; rank correlation "
            + $"with the run's scores {Correlation(run, data, cold):0.000} and {Correlation(run, data, warm):0.000}"));
        foreach (string line in warm.Start) TestContext.Out.WriteLine("  " + line);
        Assert.That(Correlation(run, data, warm), Is.GreaterThan(Correlation(run, data, cold)));
    }

    private static TrainingResult Train(RunSettings settings, RecommendationData data, DatasetSplit split, WarmStart? start) =>
        new EpochTrainer(settings.Model, settings.Options, new ModelData(data, split), threads: 2) { WarmStart = start }
            .Train(new SeededRandom(1).Split("training"));

    private static string First(TrainingResult training, double goal) =>
        training.Epochs.FirstOrDefault(epoch => epoch.Validation[0].Value >= goal)?.Epoch.ToString(CultureInfo.InvariantCulture) ?? "none";

    /// <summary>The data with some tenths of the training part alone, and only the items that they have.</summary>
    private static RecommendationData Part(
        string source, string folder, RecommendationData data, DatasetSplit split, RawFormat format, bool ofUsers, int tenths)
    {
        var random = new SeededRandom(3);
        bool[] users = [.. Enumerable.Range(0, data.Users.Count).Select(_ => random.NextInt32(10) < tenths)];
        HashSet<(string, string)> kept =
        [
            .. split.Train.Where(row => row.IsPositive && (ofUsers ? users[row.User] : random.NextInt32(10) < tenths))
                .Select(row => (data.Users[row.User], data.Items[row.Item])),
        ];
        HashSet<string> items = [.. kept.Select(pair => pair.Item2)];
        foreach (string file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Filter(format.RatingsFile, cells => cells[0] == "userID" || kept.Contains((cells[0], cells[1])));
        Filter(format.ItemMapFile, cells => items.Contains(cells[0]));
        return RawDataReader.Read(folder, format);

        void Filter(string file, Predicate<string[]> isKept)
        {
            string path = Path.Combine(folder, file);
            string[] lines = [.. File.ReadLines(Path.Combine(source, file)).Where(line => isKept(line.Split('\t')))];
            File.Delete(path);
            File.WriteAllLines(path, lines);
        }
    }

    /// <summary>Spearman's, of what the run and the new model say of each item to a user of the run; the mean over 200 users.</summary>
    private static double Correlation(RunFolder run, RecommendationData data, TrainingResult training)
    {
        int[] items = [.. Enumerable.Range(0, run.Data.Items.Count).Select(item => Index(data.Items, run.Data.Items[item]))];
        return Enumerable.Range(0, Math.Min(200, run.Data.Users.Count)).Average(user =>
        {
            float[] old = new float[run.Data.Items.Count], all = new float[data.Items.Count];
            run.Recommender.ScoreAllItems([user], old);
            training.Recommender.ScoreAllItems([Index(data.Users, run.Data.Users[user])], all);
            return Pearson(Ranks(old), Ranks([.. items.Select(item => all[item])]));
        });
    }

    private static int Index(Vocabulary ids, string id) => ids.TryGetIndex(id, out int index) ? index : throw new ArgumentException(id);

    private static double[] Ranks(float[] scores)
    {
        double[] ranks = new double[scores.Length];
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i])];
        for (int rank = 0; rank < order.Length; rank++) ranks[order[rank]] = rank;
        return ranks;
    }

    private static double Pearson(double[] x, double[] y)
    {
        double mean = (x.Length - 1) / 2.0, sum = 0, squares = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (x[i] - mean) * (y[i] - mean);
            squares += (x[i] - mean) * (x[i] - mean);
        }

        return sum / squares;
    }
}
