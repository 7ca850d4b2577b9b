using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Reports;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Reports;

/// <summary>What a report measures, against what the evaluators say of the whole.</summary>
internal sealed class RunReportTests
{
    private readonly TemporaryFolder _folder = new();
    private RunReport _report = null!;
    private int _testPositives;

    [OneTimeSetUp]
    public void Create()
    {
        foreach (string name in new[] { "blend", "wide-deep" })
        {
            (RunSettings settings, RecommendationData data) = TrainedModel.Demo(ModelCatalog.Find(name));
            if (name == "wide-deep") settings = settings.With([new("epochs", "2")]);
            ExperimentRun run = TrainedModel.Run(settings, data);
            _testPositives = run.Split.Test.Count(row => row.IsPositive);
            RunFolder.Write(Directory.CreateDirectory(In(name)).FullName, settings, data, run, new JsonObject());
        }

        _report = RunReport.Create([In("blend"), In("wide-deep")]);
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Groups_of_users_add_up_to_all([Values(0, 1)] int place)
    {
        ReportedRun run = _report.Runs[place];
        IReadOnlyList<GroupResult> groups = run.Details.ByHistory;
        double users = groups.Sum(group => group.Count);
        Assert.That(groups, Has.Count.EqualTo(4));
        double gain = groups.Sum(g => g.Count * g.Gain!.Value) / users, recall = groups.Sum(g => g.Count * g.Recall) / users;
        Assert.That(gain, Is.EqualTo(run.Compared.Ranking.NormalizedDiscountedCumulativeGain).Within(1e-12));
        Assert.That(recall, Is.EqualTo(run.Compared.Ranking.Recall).Within(1e-12));
        Assert.That(run.Details.Gains.Average(), Is.EqualTo(gain).Within(1e-12));
        Assert.That(groups.Select(g => g.Count / users), Is.All.InRange(0.1, 0.4), "about as many each");
    }

    [Test]
    public void Groups_of_items_share_the_lists_and_the_positives([Values(0, 1)] int place)
    {
        ReportedRun run = _report.Runs[place];
        IReadOnlyList<GroupResult> groups = run.Details.ByPopularity;
        Assert.That(groups.Sum(group => group.Count), Is.EqualTo(_report.Sizes.Items));
        Assert.That(groups.Sum(group => group.ListShare), Is.EqualTo(1).Within(1e-12));
        Assert.That(groups.Sum(group => group.PositiveShare), Is.EqualTo(1).Within(1e-12));
        Assert.That(groups.Select(group => group.Auc), Is.All.InRange(0.4, 1));
        Assert.That(groups[^1].ListShare, Is.GreaterThan(groups[^1].PositiveShare!.Value), "models recommend what is popular");
        double found = _testPositives * groups.Sum(group => group.PositiveShare!.Value * group.Recall);
        Assert.That(found, Is.EqualTo(run.Compared.Ranking.Precision * 10 * run.Details.Gains.Count).Within(1e-6), "hits of all lists");
    }

    [Test]
    public void The_first_is_ahead_in_lists()
    {
        Assert.That(_report.Runs[0].GainAheadBy, Is.Null);
        double difference = _report.Runs[0].Details.Gains.Average() - _report.Runs[1].Details.Gains.Average();
        Assert.That(_report.Runs[1].GainAheadBy!.Value.Difference, Is.EqualTo(difference).Within(1e-12));
        Assert.That(_report.Runs[1].GainAheadBy!.Value.PValue, Is.InRange(0, 0.05));
    }

    [Test]
    public void Samples_are_of_the_same_users_and_explained_where_the_model_explains()
    {
        (RunDetails blend, RunDetails wideDeep) = (_report.Runs[0].Details, _report.Runs[1].Details);
        Assert.That(blend.Samples.Select(s => s.User), Is.EqualTo(wideDeep.Samples.Select(s => s.User)));
        Assert.That(blend.Samples.Select(s => s.HistorySize), Is.Ordered.Ascending);
        foreach (SampleItem item in blend.Samples.SelectMany(sample => sample.Items))
        {
            Assert.That(item.Why!.Sum, Is.EqualTo(item.Why.Score).Within(1e-5));
            Assert.That(item.Probability, Is.EqualTo(item.Why.Probability).Within(1e-9));
            Assert.That(item.Why.IsInHistory, Is.False);
        }

        Assert.That(wideDeep.Samples.SelectMany(sample => sample.Items).Select(item => item.Why), Is.All.Null);
    }

    [Test]
    public void Figures_are_of_all_runs() => Assert.That(
        ReportFigures.Create(_report).Values.Select(figure => figure.Series.Select(series => series.Name).Take(2)),
        Is.All.EqualTo(new[] { "blend", "Wide & Deep" }));

    [Test]
    public void A_run_alone_can_be_reported() => Assert.That(RunReport.Create([In("blend")]).Runs.Single().Compared.AheadBy, Is.Null);

    [Test]
    public void No_run_cannot() => Assert.That(() => RunReport.Create([]), Throws.TypeOf<SettingException>());

    private string In(string name) => Path.Combine(_folder.Path, name);
}
