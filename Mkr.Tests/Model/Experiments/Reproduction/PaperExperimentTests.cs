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
        PaperExperiment ctr = PaperExperiment.Find("ctr");
        Assert.That(ctr.PaperValue(dataset, "auc", null), Is.EqualTo(auc));
        Assert.That(ctr.PaperValue(dataset, "accuracy", null), Is.EqualTo(accuracy));
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
        int systems = experiment.Systems.Sum(system =>
            system.Model.StartsWith("mkr", StringComparison.Ordinal) ? experiment.Objectives.Count : 1);
        Assert.That(cells,
            Has.Count.EqualTo(2 * experiment.Datasets.Count * systems * experiment.Protocols.Count * experiment.Values.Count));
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
        Assert.That((cell.Objective, cell.Protocol, cell.Name), Is.EqualTo(("released", "clean", "music-released-clean-4-seed1")));
    }

    [Test]
    public void A_mistyped_name_is_told_the_nearest() =>
        Assert.That(() => PaperExperiment.Find("kgsize"),
            Throws.TypeOf<SettingException>().With.Message.Contains("Did you mean 'kg-size'?"));
}
