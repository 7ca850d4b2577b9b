using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.LinearModels;
using Mkr.Model.Models.Per;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Per;

/// <summary>Similarities, features, training and groups against an independent implementation in double, and against plain loops.</summary>
internal sealed class PerTests
{
    private const double Tolerance = 1e-10;
    private static readonly string[] Names = ["director", "genre", "star"];

    private static JsonNode Golden => JsonNode.Parse(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", "per", "per.json")))!;

    [Test]
    public void Similarities_and_features_agree([Values("director", "genre", "star")] string name)
    {
        MetaPath path = LoadPath(name);
        double[] similarities = Numbers(Golden["pathsim"]![name]);
        for (int j = 0; j < path.ItemCount; j++)
        {
            double[] counts = new double[path.CountLength];
            path.Count(j, 1, counts);
            for (int i = 0; i < path.ItemCount; i++)
                Assert.That(path.Sum(i, counts), Is.EqualTo(similarities[(j * path.ItemCount) + i]).Within(Tolerance));
        }

        PathFeatures features = new([path], History(), isMean: false);
        AssertClose(AllFeatures(features), Golden["features_user_by_item"]![name], "features");
    }

    [Test]
    public void Training_of_the_weights_agrees()
    {
        JsonNode training = Golden["bpr_training_of_path_weights"]!;
        Assert.That(training["path_order"]!.AsArray().Select(name => name!.GetValue<string>()), Is.EqualTo(Names));
        double l2 = training["l2"]!.GetValue<double>(), rate = training["lr"]!.GetValue<double>();
        double[] theta = Numbers(training["initial"]!["theta"]), gradient = new double[Names.Length];
        PathFeatures features = new([.. Names.Select(LoadPath)], History(), isMean: false);
        foreach (JsonNode? step in training["steps"]!.AsArray())
        {
            double[] users = Numbers(step!["user"]), positives = Numbers(step["positive"]), negatives = Numbers(step["negative"]);
            double[] pairs = new double[2 * Names.Length * users.Length];
            for (int i = 0; i < users.Length; i++)
            {
                Span<double> pair = pairs.AsSpan(2 * Names.Length * i, 2 * Names.Length);
                features.SetUser((int)users[i]);
                features.Describe((int)positives[i], isOwn: false, pair[..Names.Length]);
                features.Describe((int)negatives[i], isOwn: false, pair[Names.Length..]);
            }

            double loss = ConditionalLogit.Differentiate(pairs, 2, l2, theta, gradient, new double[Names.Length * Names.Length]);
            AssertClose([loss], step["loss"], "loss");
            AssertClose(gradient, step["gradients"]!["theta"], "gradient");
            for (int p = 0; p < theta.Length; p++) theta[p] -= rate * gradient[p];
        }

        AssertClose(theta, training["final"]!["theta"], "final");
    }

    /// <summary>No weight is below 0; the loss is flat in those above, and rises in those at 0.</summary>
    [Test]
    public void Weights_at_or_above_0_are_the_best_of_those()
    {
        const int Size = 5, Pairs = 200;
        var random = new SeededRandom(2);
        double[] pairs = [.. Enumerable.Range(0, 2 * Pairs * Size).Select(i =>
            random.NextGaussian() + (i / Size % 2 == 0 ? (i % Size) - 2 : 0))];
        double[] free = ConditionalLogit.Fit(pairs, Size, 2, 0.01), weights = ConditionalLogit.Fit(pairs, Size, 2, 0.01, nonNegative: true);
        Assert.That(free, Has.Some.LessThan(-0.1));
        double[] gradient = new double[Size];
        ConditionalLogit.Differentiate(pairs, 2, 0.01, weights, gradient, new double[Size * Size]);
        Assert.That(weights, Has.All.GreaterThanOrEqualTo(0).And.Some.Zero.And.Some.GreaterThan(0.1));
        for (int i = 0; i < Size; i++)
            Assert.That(gradient[i], weights[i] > 0 ? Is.EqualTo(0).Within(1e-6) : Is.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Groups_of_users_and_their_scores_agree()
    {
        JsonNode golden = Golden["personalised"]!;
        MetaPath[] paths = [.. Names.Select(LoadPath)];
        var users = new UserClusters(paths, History());
        double[][] centres = users.Centres([.. Numbers(golden["user_cluster"]).Select(k => (int)k)], 2);
        AssertClose([.. centres.SelectMany(x => x)], golden["centres"], "centres");
        double[] cosines = users.Cosines(centres);
        AssertClose(cosines, golden["user_cluster_cosine"], "cosines");
        using var recommender = new PerRecommender(paths, History(), isMean: false, Numbers(golden["theta_of_cluster"]), cosines);
        float[] scores = new float[recommender.UserCount * recommender.ItemCount];
        recommender.ScoreAllItems([.. Enumerable.Range(0, recommender.UserCount)], scores);
        double[] expected = Numbers(golden["scores"]);
        Assert.That(scores.Zip(expected, (x, y) => Math.Abs(x - y)).Max(), Is.LessThan(1e-6), "scores are floats");
        RecommenderContract.Check(recommender);
    }

    /// <summary>An own item is left out; a mean is over the items that are summed over.</summary>
    [Test]
    public void A_training_positive_is_left_out_of_its_own_history([Values] bool isMean)
    {
        MetaPath path = LoadPath("genre");
        PositiveMatrix history = History();
        double[] similarities = Numbers(Golden["pathsim"]!["genre"]), values = new double[1];
        var features = new PathFeatures([path], history, isMean);
        for (int user = 0; user < history.UserCount; user++)
        {
            features.SetUser(user);
            int[] items = history.ItemsOf(user).ToArray();
            foreach (int item in items)
            {
                features.Describe(item, isOwn: true, values);
                double expected = items.Where(j => j != item).Sum(j => similarities[(j * path.ItemCount) + item]);
                Assert.That(values[0], Is.EqualTo(isMean && items.Length > 1 ? expected / (items.Length - 1) : expected).Within(1e-12));
            }
        }
    }

    /// <summary>Two kinds of users, whose histories have nothing in common, fall into two groups.</summary>
    [Test]
    public void K_means_finds_groups_that_are_apart()
    {
        const int Users = 20, Items = 8;
        var path = new MetaPath("kind", CompressedRows.Build(Items, [.. Enumerable.Range(0, Items).Select(item => (item, item / 4))]));
        PositiveMatrix history = new(
            [.. Enumerable.Range(0, 3 * Users).Select(i => new Interaction(i / 3, (i / 3 % 2 * 4) + (i % 3), true))], Users, Items);
        // Users of a kind have the same vector: if both first centres are of one kind, the other kind is one group all the same.
        double[] cosines = new UserClusters([path], history).Find(2, new SeededRandom(1));
        for (int user = 2; user < Users; user++)
        {
            Assert.That(cosines[2 * user], Is.EqualTo(cosines[2 * (user - 2)]).Within(1e-12));
            Assert.That(cosines[(2 * user) + 1], Is.EqualTo(cosines[(2 * (user - 2)) + 1]).Within(1e-12));
        }
    }

    [Test]
    public void A_path_that_the_graph_has_not_is_refused_by_name()
    {
        RecommendationData data = SmallWorld.Create();
        Assert.That(MetaPaths.Find(null, data).Select(path => path.Name), Is.EqualTo(new[] { "genre" }));
        Assert.That(MetaPaths.Find("genre+genre", data).Single().CountLength, Is.EqualTo(MetaPaths.Find("genre", data)[0].CountLength));
        Assert.That(
            () => MetaPaths.Find("gnre", data),
            Throws.TypeOf<SettingException>().With.Message.Contains("no relation 'gnre'. Did you mean 'genre'? They have genre."));
    }

    private static MetaPath LoadPath(string name)
    {
        JsonArray items = Golden["item_attributes"]![name]!.AsArray();
        return new MetaPath(name, CompressedRows.Build(
            items.Count, [.. items.SelectMany((attributes, item) => Numbers(attributes).Select(attribute => (item, (int)attribute)))]));
    }

    private static PositiveMatrix History()
    {
        JsonArray rows = Golden["interactions"]!.AsArray();
        int items = rows[0]!.AsArray().Count;
        return new PositiveMatrix(
            [.. rows.SelectMany((row, user) => Numbers(row).Select((x, item) => new Interaction(user, item, x != 0)))], rows.Count, items);
    }

    private static double[] AllFeatures(PathFeatures features)
    {
        double[] all = new double[features.History.UserCount * features.History.ItemCount];
        for (int user = 0; user < features.History.UserCount; user++)
        {
            features.SetUser(user);
            for (int item = 0; item < features.History.ItemCount; item++)
                features.Describe(item, isOwn: false, all.AsSpan((user * features.History.ItemCount) + item, 1));
        }

        return all;
    }

    private static double[] Numbers(JsonNode? node) => GoldenTrajectory.Numbers(node!);

    private static void AssertClose(double[] actual, JsonNode? expected, string what)
    {
        double[] numbers = Numbers(expected);
        Assert.That(actual, Has.Length.EqualTo(numbers.Length), what);
        double scale = numbers.Max(Math.Abs);
        for (int i = 0; i < numbers.Length; i++)
        {
            double allowed = Tolerance * Math.Max(Math.Abs(numbers[i]), 1e-3 * scale);
            Assert.That(actual[i], Is.EqualTo(numbers[i]).Within(allowed), $"{what}[{i}]");
        }
    }
}
