using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Experiments.Comparisons;
using Mkr.Model.Experiments.Reproduction;

namespace Mkr.Tests.Model.Experiments.Reproduction;

internal sealed class CellComputerTests
{
    private static readonly RecommendationData Data = SmallWorld.Create();

    [Test]
    public void Graph_measures_every_row_as_train_does()
    {
        Cell cell = Plan("graph")[0];
        CellResult result = CellComputer.Compute(cell, Data);
        Comparison[] comparisons = [.. cell.Experiment.Comparisons.Select(Comparison.Find)];
        ExperimentRun run = new Experiment(Data, cell.Settings) { Comparisons = comparisons }.Run(cell.Seed);
        Assert.That(run.Rows, Has.Count.EqualTo(5), "the model, and all comparisons");
        Assert.That(result.Measurements, Is.EqualTo(run.Rows.SelectMany(row => new Measurement[]
        {
            new(row.Name, "auc", row.Test.Auc), new(row.Name, "accuracy", row.Test.Accuracy),
        })));
        Assert.That(result.Split, Is.EqualTo(run.Split.Fingerprint));
    }

    [Test]
    public void Topk_ranks_what_is_neither_in_training_nor_in_validation()
    {
        PaperExperiment topk = PaperExperiment.Find("topk").With(["mkr", "popularity"]);
        Cell[] cells = [.. Cell.Plan(topk, ["demo"], ["paper"], ["paper"], 1, [])];
        Cell cell = cells.Single(c => c.System == "MKR");
        CellResult result = CellComputer.Compute(cell, Data), popularity = CellComputer.Compute(cells.Single(c => c != cell), Data);
        ExperimentRun run = new Experiment(Data, cell.Settings).Run(cell.Seed);
        TopKResult expected =
            new TopKEvaluator(run.Split.Test, [.. run.Split.Train, .. run.Split.Validation], Data.Users.Count, Data.Items.Count)
            .Evaluate(run.Training.Recommender);
        Assert.That(Value(result, "MKR", "precision@5"), Is.EqualTo(expected.At(5).Ranking.Precision));
        Assert.That(Value(result, "MKR", "recall@20"), Is.EqualTo(expected.At(20).Ranking.Recall).And.Positive);
        Assert.That(Value(popularity, "popularity", "recall@100"), Is.EqualTo(1), "there are fewer than 100 items");
    }

    [Test]
    public void Kge_measures_the_model_alone_without_and_with_the_recommendation_task()
    {
        IReadOnlyList<CellResult> results = [.. Plan("kge").Select(cell => CellComputer.Compute(cell, Data))];
        Assert.That(results.SelectMany(r => r.Measurements).Select(m => (m.System, m.Metric)),
            Is.EqualTo(Enumerable.Repeat(("MKR", "rmse"), 2)));
        Assert.That(results[0].Measurements[0].Value, Is.Not.EqualTo(results[1].Measurements[0].Value));
        Assert.That(results[0].Split, Is.EqualTo(results[1].Split));
    }

    [Test]
    public void A_varied_value_that_cannot_be_trained_is_a_result()
    {
        Cell cell = Cell.Plan(
            PaperExperiment.Find("dimension"), ["demo"], ["paper"], ["paper"], 1, [new("rsRate", "1e30"), new("epochs", "1")])[0];
        CellResult result = CellComputer.Compute(cell, Data);
        Assert.That(result.Failure, Does.Contain("attempts collapsed"));
        Assert.That(result.Measurements, Is.Empty);
    }

    [Test]
    public void It_can_be_ended()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        Assert.That(() => CellComputer.Compute(Plan("kge")[0], Data, ended.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static double Value(CellResult result, string system, string metric) =>
        result.Measurements.Single(m => m.System == system && m.Metric == metric).Value;

    private static IReadOnlyList<Cell> Plan(string experiment) =>
        Cell.Plan(PaperExperiment.Find(experiment), ["demo"], ["paper"], ["paper"], 1, [new("epochs", "2"), new("batchSize", "16")]);
}
