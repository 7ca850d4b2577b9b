using Mkr.Model.Experiments.Comparisons;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Experiments.Reproduction;

internal sealed class PaperExperimentTests
{
    private static readonly double[] Sparse = [.868, .874, .881, .882, .889, .897, .903, .908, .913, .917];

    [TestCase("movie", .917, .843)]
    [TestCase("book", .734, .704)]
    [TestCase("music", .797, .752)]
    public void Ctr_has_the_papers_row_of_MKR(string dataset, double auc, double accuracy)
    {
        foreach (string name in new[] { "ctr", "graph", "variants" })
        {
            PaperExperiment experiment = PaperExperiment.Find(name);
            Assert.That(experiment.PaperValue(dataset, "auc", null), Is.EqualTo(auc));
            Assert.That(experiment.PaperValue(dataset, "accuracy", null), Is.EqualTo(accuracy));
        }
    }

    [Test]
    public void Ctr_topk_and_sparse_have_all_systems_of_the_paper_the_honest_ones_and_the_default_model()
    {
        string[] papers = ["per", "cke", "dkn", "ripplenet", "libfm", "wide-deep", "mkr", "mkr-dcn", "mkr-stitch"];
        string[] others = ["popularity", "bpr-mf", "blend", "mkr-hybrid"];
        foreach (string name in new[] { "ctr", "topk", "sparse" })
            Assert.That(PaperExperiment.Find(name).Systems.Select(s => s.Model), Is.SupersetOf(papers.Concat(others)), name);
        Assert.That(PaperExperiment.Find("ctr").Systems.Where(s => s.Paper is not null).Select(s => s.Model),
            Is.EquivalentTo(papers.Append("mkr-1l")));
    }

    [Test]
    public void A_system_is_planned_for_the_data_sets_that_have_what_it_needs()
    {
        IReadOnlyList<Cell> cells = Cell.Plan(PaperExperiment.Find("ctr"), ["book", "music"], ["paper"], ["warm"], 1, []);
        Assert.That(cells.Where(c => c.System == "DKN").Select(c => c.Dataset), Is.EqualTo(["music"]), "books have no titles here");
        Assert.That(cells.Where(c => c.System == "MKR").Select(c => c.Dataset), Is.EqualTo(["book", "music"]));
    }

    [TestCase("movie", .319, .302)]
    [TestCase("book", .596, .558)]
    [TestCase("music", .480, .471)]
    public void Kge_has_the_papers_rmse_without_and_with_the_recommendation_task(string dataset, double without, double with)
    {
        PaperExperiment kge = PaperExperiment.Find("kge");
        Assert.That(kge.PaperValue(dataset, "rmse", "off"), Is.EqualTo(without));
        Assert.That(kge.PaperValue(dataset, "rmse", "on"), Is.EqualTo(with));
    }

    [Test]
    public void Sparse_has_the_papers_row_from_a_tenth_to_all()
    {
        PaperExperiment sparse = PaperExperiment.Find("sparse");
        Assert.That(sparse.Values.Select(v => sparse.PaperValue("movie", "auc", v)), Is.EqualTo(Sparse));
        Assert.That(sparse.PaperValue("movie", "auc", "0.1"), Is.EqualTo(.868));
        Assert.That(sparse.PaperValue("music", "auc", "0.1"), Is.Null, "the paper has it for MovieLens-1M only");
        Assert.That(sparse.PaperValue("movie", "accuracy", "0.1"), Is.Null);
    }

    [Test]
    public void Each_can_be_planned([ValueSource(typeof(PaperExperiment), nameof(PaperExperiment.All))] PaperExperiment experiment)
    {
        IReadOnlyList<Cell> cells = Cell.Plan(experiment, experiment.Datasets, experiment.Objectives, experiment.Protocols, 2, []);
        int systems = experiment.Systems.Sum(system => experiment.Datasets.Count(d => system.Datasets?.Contains(d) ?? true)
            * (system.Model.StartsWith("mkr", StringComparison.Ordinal) ? experiment.Objectives.Count : 1));
        Assert.That(cells, Has.Count.EqualTo(2 * systems * experiment.Protocols.Count * experiment.Values.Count));
        Assert.That(cells.Select(c => c.Name), Is.Unique);
        Assert.That(cells.Select(c => c.Key("data")), Is.Unique);
        Assert.That(experiment.Comparisons, Is.SubsetOf(Comparison.Keys));
        Assert.That(experiment.Paper.Keys, Is.SubsetOf(experiment.Datasets));
        foreach ((string metric, IReadOnlyList<double> values) in experiment.Paper.Values.SelectMany(metrics => metrics))
        {
            Assert.That(experiment.Metrics, Does.Contain(metric));
            Assert.That(values, Has.Count.EqualTo(experiment.Values.Count), metric);
        }
    }

    [Test]
    public void The_varied_setting_goes_before_others()
    {
        Cell cell = Cell.Plan(
            PaperExperiment.Find("dimension"), ["music"], ["released"], ["clean"], 1, [new("dim", "3"), new("epochs", "5")])[1];
        Assert.That(((MkrOptions)cell.Settings.Options).Dim, Is.EqualTo(4), "the second of 2, 4, 8, ...");
        Assert.That(((MkrOptions)cell.Settings.Options).Epochs, Is.EqualTo(5));
        Assert.That((cell.Objective, cell.Protocol, cell.Name), Is.EqualTo(("released", "clean", "music-MKR-released-clean-4-seed1")));
    }

    [Test]
    public void Models_are_those_of_its_systems_or_others_with_their_own_settings()
    {
        PaperExperiment ctr = PaperExperiment.Find("ctr").With(["transe", "ripplenet"]);
        Assert.That(ctr.Systems.Select(s => s.Name), Is.EqualTo(["TransE", "RippleNet", "RippleNet (fresh)"]));
        Assert.That(ctr.PaperValue("music", "auc", null, "RippleNet"), Is.EqualTo(.768));
        Cell all = Cell.Plan(PaperExperiment.Find("ctr"), ["music"], ["paper"], ["warm"], 1, []).Single(c => c.System == "RippleNet");
        Cell chosen = Cell.Plan(ctr, ["music"], ["paper"], ["warm"], 1, [])[1];
        Assert.That((chosen.Name, chosen.Key("data")), Is.EqualTo((all.Name, all.Key("data"))), "what is kept of one serves the other");
    }

    [Test]
    public void A_mistyped_name_is_told_the_nearest() =>
        Assert.That(() => PaperExperiment.Find("kgsize"),
            Throws.TypeOf<SettingException>().With.Message.Contains("Did you mean 'kg-size'?"));
}
