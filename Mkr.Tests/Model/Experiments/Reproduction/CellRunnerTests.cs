using System.Collections.Concurrent;
using System.Globalization;
using Mkr.Model.Experiments.Reproduction;

namespace Mkr.Tests.Model.Experiments.Reproduction;

/// <summary>What is done is not done again, with a computation that only counts.</summary>
internal sealed class CellRunnerTests
{
    private readonly ConcurrentQueue<string> _computed = [];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        _computed.Clear();
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(1)]
    [TestCase(3)]
    public void A_second_call_computes_nothing_and_returns_the_same(int threads)
    {
        IReadOnlyList<Cell> cells = Cells();
        IReadOnlyList<CellResult> first = Runner().Run(cells, threads);
        Assert.That(_computed, Is.EquivalentTo(cells.Select(c => c.Name)));
        Assert.That(first.Select(r => r.Measurements[0].Value), Is.EqualTo(cells.Select(Number)), "in the order of the cells");

        IReadOnlyList<CellResult> second = Runner().Run(cells, threads, _ => Assert.Fail("there is nothing to report"));
        Assert.That(_computed, Has.Count.EqualTo(cells.Count));
        Assert.That(second.Select(r => r.Measurements[0]), Is.EqualTo(first.Select(r => r.Measurements[0])));
        Assert.That(Runner().CountDone(cells), Is.EqualTo(cells.Count));
    }

    [Test]
    public void An_interrupted_call_keeps_what_is_done_and_the_next_goes_on()
    {
        IReadOnlyList<Cell> cells = Cells();
        using var interrupt = new CancellationTokenSource();
        Assert.That(
            () => Runner().Run(cells, 1, progress => { if (progress.Done == 4) interrupt.Cancel(); }, interrupt.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_computed, Has.Count.EqualTo(4));
        Assert.That(Runner().CountDone(cells), Is.EqualTo(4));

        var done = new List<int>();
        Runner().Run(cells, 1, progress => done.Add(progress.Done));
        Assert.That(_computed, Is.Unique.And.Count.EqualTo(cells.Count));
        Assert.That(done, Is.EqualTo(Enumerable.Range(5, cells.Count - 4)));
    }

    [Test]
    public void Other_settings_other_data_and_another_seed_are_computed()
    {
        Runner().Run(Cells());
        int before = _computed.Count;
        Runner().Run(Cells("epochs", "3"));
        Assert.That(_computed, Has.Count.EqualTo(2 * before), "other settings");
        Runner("other data").Run(Cells());
        Assert.That(_computed, Has.Count.EqualTo(3 * before), "other data");
        Runner().Run(Cells(runs: 2));
        Assert.That(_computed, Has.Count.EqualTo(4 * before), "a second seed, but not the first again");
        Runner().Run(Cells());
        Assert.That(_computed, Has.Count.EqualTo(4 * before), "the first results are still there");
    }

    [TestCase("")]
    [TestCase("{\"key\": \"")]
    [TestCase("{\"key\": \"of another\", \"result\": null}")]
    [TestCase("{}")]
    public void A_damaged_file_is_computed_again(string text)
    {
        IReadOnlyList<Cell> cells = Cells();
        Runner().Run(cells);
        string damaged = Directory.GetFiles(_folder.Path, "*-3-seed1-*", SearchOption.AllDirectories).Single();
        File.WriteAllText(damaged, text);
        Assert.That(Runner().CountDone(cells), Is.EqualTo(cells.Count - 1));
        Runner().Run(cells);
        Assert.That(_computed, Has.Count.EqualTo(cells.Count + 1));
        Assert.That(Runner().CountDone(cells), Is.EqualTo(cells.Count));
    }

    [Test]
    public void Numbers_that_are_not_finite_and_failures_are_kept()
    {
        Cell cell = Cells()[0];
        var store = new CellStore(_folder.Path);
        var kept = new CellResult([new("MKR", "auc", double.NaN)], "split", 1, 2, 3, "all collapsed");
        store.Keep(cell, cell.Key("data"), kept);
        CellResult found = store.Find(cell, cell.Key("data"))!;
        Assert.That(found.Measurements[0].Value, Is.NaN);
        Assert.That(found with { Measurements = kept.Measurements }, Is.EqualTo(kept));
    }

    private static IReadOnlyList<Cell> Cells(string key = "epochs", string value = "2", int runs = 1) =>
        Cell.Plan(PaperExperiment.Find("frequency"), ["demo"], ["paper"], ["paper"], runs, [new(key, value)]);

    private static double Number(Cell cell) => double.Parse(cell.Value!, CultureInfo.InvariantCulture) + (cell.Seed / 10.0);

    private CellRunner Runner(string data = "data") => new(new CellStore(_folder.Path), Compute, cell => cell.Key(data));

    private CellResult Compute(Cell cell, CancellationToken cancellation)
    {
        _computed.Enqueue(cell.Name);
        return new CellResult([new("MKR", "auc", Number(cell))], "split", 1, 0, 0);
    }
}
