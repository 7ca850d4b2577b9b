using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Runs.WarmStarts;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Runs.WarmStarts;

/// <summary>
/// A model goes on with data that have grown: the run is of the small world, the new data are that world with other numbers for
/// everything, a user and an item fewer, and two of each more.
/// </summary>
internal sealed class WarmStartTests
{
    private readonly RecommendationData _old = SmallWorld.Create();
    private readonly RecommendationData _new = Grown();
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Rows_are_found_by_their_ids_and_new_ones_start_as_ever()
    {
        RunSettings settings = TrainedModel.Settings(ModelCatalog.Find("mkr"));
        Dictionary<string, float[]> old = [], drawn = [], filled = [];
        using RunFolder run = Train(settings);
        run.Recommender.Visit(new Reader(old));
        using ITrainable training = TrainedModel.Create(settings, _new);
        training.VisitParameters(new Reader(drawn));
        IReadOnlyList<string> told = Fill(run, training, settings);
        training.VisitParameters(new Reader(filled));
        Assert.That(told, Has.Some.EqualTo("users: 29 kept, 2 new, 1 of the run no longer there"));
        Assert.That(told, Has.Some.EqualTo("items: 23 kept, 2 new, 1 of the run no longer there"));
        Check("user_embedding", _old.Users, _new.Users, settings.Text("dim"), old, drawn, filled);
        Check("item_embedding", _old.Items, _new.Items, settings.Text("dim"), old, drawn, filled);
        Check("entity_embedding", _old.Graph.OfItems.Entities, _new.Graph.OfItems.Entities, settings.Text("dim"), old, drawn, filled);
        Assert.That(filled["low0.user_weight"], Is.EqualTo(old["low0.user_weight"]).And.Not.EqualTo(drawn["low0.user_weight"]));
    }

    [Test]
    public void It_says_what_other_settings_cost()
    {
        RunSettings settings = TrainedModel.Settings(ModelCatalog.Find("mkr"));
        using RunFolder run = Train(settings);
        RunSettings wider = settings.With([new("dim", (int.Parse(settings.Text("dim")) * 2).ToString())]);
        using ITrainable training = TrainedModel.Create(wider, _new);
        Assert.That(
            () => Fill(run, training, wider), Throws.InstanceOf<SettingException>().With.Message.Contains("user_embedding starts anew"));
    }

    [Test]
    public void Another_model_is_refused()
    {
        using RunFolder run = Train(TrainedModel.Settings(ModelCatalog.Find("bpr-mf")));
        RunSettings other = TrainedModel.Settings(ModelCatalog.Find("cke"));
        using ITrainable training = TrainedModel.Create(other, _new);
        Assert.That(
            () => Fill(run, training, other), Throws.InstanceOf<SettingException>().With.Message.Contains("bpr-mf, and not of cke"));
    }

    [Test]
    public void It_says_how_many_test_pairs_the_run_has_learnt()
    {
        RunSettings settings = TrainedModel.Settings(ModelCatalog.Find("bpr-mf"));
        using RunFolder run = Train(settings);
        using ITrainable training = TrainedModel.Create(settings, _new);
        Assert.That(Fill(run, training, settings), Has.Some.Contains("positives of the test part were learnt"));
    }

    [Test]
    public void A_closed_form_says_that_it_is_solved_anew()
    {
        RunSettings settings = TrainedModel.Settings(ModelCatalog.Find("ease"));
        using RunFolder run = Train(settings);
        using ITrainable training = TrainedModel.Create(settings, _new);
        Assert.That(Fill(run, training, settings), Has.One.Contains("solved anew"));
    }

    /// <summary>The rows of a kept id are the run's, those of a new one are what was drawn.</summary>
    private static void Check(
        string table, Vocabulary from, Vocabulary to, string dim, Dictionary<string, float[]> old, Dictionary<string, float[]> drawn,
        Dictionary<string, float[]> filled)
    {
        int width = int.Parse(dim);
        for (int row = 0; row < to.Count; row++)
        {
            float[] expected = from.TryGetIndex(to[row], out int place)
                ? old[table][(place * width)..((place + 1) * width)]
                : drawn[table][(row * width)..((row + 1) * width)];
            Assert.That(filled[table][(row * width)..((row + 1) * width)], Is.EqualTo(expected), $"{table} {to[row]}");
        }
    }

    private static RecommendationData Grown()
    {
        using var folder = new TemporaryFolder();
        string world = Path.Combine(folder.Path, "world");
        SmallWorld.Write(world);
        Change(
            "ratings.tsv",
            lines => [.. lines.Where(l => !l.StartsWith("user 3\t")), "new user 1\titem 2\t5", "new user 2\tnew item 1\t5"]);
        Change(
            "item_index2entity_id.txt",
            lines => [.. lines.Where(l => !l.StartsWith("item 5\t")), "new item 1\te1", "new item 2\tnew entity"]);
        Change("kg.txt", lines => [.. lines, "new entity\tgenre\tg1"]);
        return RawDataReader.Read(world, SmallWorld.Format);

        void Change(string file, Func<string[], string[]> change)
        {
            string path = Path.Combine(world, file);
            File.WriteAllLines(path, change(File.ReadAllLines(path)).Reverse());
        }
    }

    private RunFolder Train(RunSettings settings)
    {
        RunFolder.Write(_folder.Path, settings, _old, TrainedModel.Run(settings, _old), new JsonObject());
        return RunFolder.Open(_folder.Path);
    }

    private IReadOnlyList<string> Fill(RunFolder run, ITrainable training, RunSettings settings) =>
        new WarmStart(run).Fill(training, settings.Model, settings.Options, TrainedModel.ModelData(settings, _new));

    private sealed class Reader(Dictionary<string, float[]> values) : StateVisitor
    {
        public override void Parameter<T>(Parameter<T> parameter)
        {
            var copy = new T[parameter.Count];
            parameter.CopyTo(copy);
            values[parameter.Name] = (float[])(object)copy;
        }

        public override void Values<T>(string name, Memory<T> memory, params ReadOnlySpan<int> shape)
        {
        }

        public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
        {
        }

        public override T[] List<T>(string name, T[] list) => list;
    }
}
