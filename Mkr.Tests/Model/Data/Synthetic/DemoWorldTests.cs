using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Data.Synthetic;

internal sealed class DemoWorldTests
{
    private static string Committed => Path.Combine(RealData.RepositoryRoot, "datasets", "demo");

    [Test]
    public void The_committed_files_are_what_the_generator_writes()
    {
        using var folder = new TemporaryFolder();
        DemoWorld.Write(folder.Path);
        string[] files = [.. Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path))];
        Assert.That(files, Has.Length.EqualTo(5));
        foreach (string file in files)
        {
            byte[] written = File.ReadAllBytes(Path.Combine(folder.Path, file));
            Assert.That(written.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Committed, file))),
                $"{file} differs; write it again as datasets/demo/README.md says");
        }
    }

    [Test]
    public void Another_seed_writes_another_world()
    {
        using var folder = new TemporaryFolder();
        DemoWorld.Write(folder.Path, seed: 2);
        string graph = File.ReadAllText(Path.Combine(folder.Path, "kg.txt"));
        Assert.That(graph, Is.Not.EqualTo(File.ReadAllText(Path.Combine(Committed, "kg.txt"))));
    }

    [Test]
    public void It_is_clean_enough_for_strict_reading()
    {
        RecommendationData data = RawDataReader.Read(Committed, RawFormat.Demo with { Strict = true });
        Assert.That((data.Users.Count, data.Items.Count, data.Positives.PairCount), Is.EqualTo((300, 320, 8068)));
        Assert.That((data.Graph.Triples.Length, data.Graph.Entities.Count, data.Graph.Relations.Count), Is.EqualTo((2517, 570, 7)));
        Assert.That(data.Report.DuplicateTriples, Is.Zero);
        Assert.That(data.Map.IsOneToOne);
        Assert.That(data.ItemNames.Concat(data.UserNames), Has.None.Null);
    }

    /// <summary>Popularity is a power law, and there are new films.</summary>
    [Test]
    public void Few_films_are_seen_by_many_and_some_by_nobody()
    {
        RecommendationData data = RawDataReader.Read(Committed, RawFormat.Demo);
        int[] seen = new int[data.Items.Count];
        for (int user = 0; user < data.Users.Count; user++)
            foreach (int item in data.Positives[user]) seen[item]++;
        Array.Sort(seen);
        Assert.That(seen.Count(count => count == 0), Is.EqualTo(10), "new films");
        Assert.That(seen[^1], Is.GreaterThan(data.Users.Count / 3), "a blockbuster");
        Assert.That(
            seen[^(seen.Length / 10)..].Sum(), Is.InRange(0.25 * seen.Sum(), 0.5 * seen.Sum()), "the share of a tenth of the films");
    }

    /// <summary>
    /// Tastes follow four relations: films of a user's history share their values with a held-out positive oftener than with a negative.
    /// They do not follow the other three. Popularity says something, and not all.
    /// </summary>
    [Test]
    public void Tastes_follow_part_of_the_graph()
    {
        RecommendationData data = RawDataReader.Read(Committed, RawFormat.Demo);
        DatasetSplit split = new WarmProtocol().Split(data, new SeededRandom(1));
        UserItems train = UserItems.ByLabel(data.Users.Count, split.Train).Positives;
        Dictionary<string, double> auc = [];
        for (int relation = 0; relation < data.Graph.Relations.Count; relation++)
        {
            ILookup<int, int> values = data.Graph.Triples.ToArray().Where(triple => triple.Relation == relation)
                .ToLookup(triple => triple.Head, triple => triple.Tail);
            auc[data.Graph.Relations[relation]] = Auc(split.Test, row => train[row.User].ToArray()
                .Where(item => item != row.Item).Average(item => values[item].Intersect(values[row.Item]).Count()));
        }

        ILookup<int, Interaction> raters = split.Train.Where(row => row.IsPositive).ToLookup(row => row.Item);
        Assert.That(Auc(split.Test, row => raters[row.Item].Count()), Is.InRange(0.65, 0.75), "popularity");
        foreach (string relation in new[] { "country", "decade", "studio" })
            Assert.That(auc[relation], Is.InRange(0.45, 0.55), relation);
        foreach (string relation in new[] { "genre", "director", "actor", "series" })
            Assert.That(auc[relation], Is.GreaterThan(0.52), relation);
    }

    /// <summary>Measured over 10 seeds: see datasets/demo/README.md.</summary>
    [Test]
    public void The_graph_is_worth_something_to_models_that_use_it([Values("blend", "mkr-hybrid")] string model)
    {
        ModelDefinition definition = ModelCatalog.Find(model);
        Dictionary<string, double> auc = Run(Preset.Find("demo").Settings(definition));
        Assert.That(auc[definition.Title] - auc["without the graph"], Is.GreaterThan(0.015));
        Assert.That(auc[definition.Title] - auc["shuffled graph"], Is.GreaterThan(0.015));
        Assert.That(auc["without the graph"] - auc["popularity"], Is.GreaterThan(0.03), "histories tell more than popularity");
    }

    /// <summary>Of films that nobody has rated only the graph knows anything.</summary>
    [Test]
    public void The_graph_alone_tells_whom_a_new_film_will_please([Values("blend", "mkr-hybrid")] string model)
    {
        ModelDefinition definition = ModelCatalog.Find(model);
        Dictionary<string, double> auc = Run(Preset.Find("demo").Settings(definition).With([new("protocol", "cold-items")]));
        Assert.That(auc[definition.Title] - auc["without the graph"], Is.GreaterThan(0.1));
        Assert.That(auc[definition.Title] - auc["shuffled graph"], Is.GreaterThan(0.1));
    }

    /// <summary>
    /// The AUC of each row of an experiment, the mean of three seeds: one alone may be off by a third of the differences.
    /// </summary>
    private static Dictionary<string, double> Run(RunSettings settings)
    {
        var experiment = new Experiment(RawDataReader.Read(Committed, RawFormat.Demo), settings);
        return new ulong[] { 1, 2, 3 }.SelectMany(seed => experiment.Run(seed).Rows).GroupBy(row => row.Name)
            .ToDictionary(rows => rows.Key, rows => rows.Average(row => row.Test.Auc));
    }

    /// <summary>The probability that a positive has a higher score than a negative.</summary>
    private static double Auc(Interaction[] rows, Func<Interaction, double> score)
    {
        ILookup<bool, double> scores = rows.ToLookup(row => row.IsPositive, score);
        return scores[true].Average(positive => scores[false].Average(negative => (1 + Math.Sign(positive - negative)) / 2.0));
    }
}
