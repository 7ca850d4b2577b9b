using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

[TestsOf(typeof(NegativeDistance<>))]
[TestFixture(Similarity.L1)]
[TestFixture(Similarity.L2)]
[TestFixture(Similarity.SquaredL2)]
internal sealed class NegativeDistanceTests(Similarity kind) : TripleOpFixture
{
    protected override int[] Columns(int d) => [d, d];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction) =>
        new NegativeDistance<T>(tape, Embed(tape, lookups[0]), Embed(tape, lookups[1]), kind).Output;

    protected override double[] Expected(double[][] rows, double direction)
    {
        double[] differences = [.. rows[0].Zip(rows[1], (a, b) => a - b)];
        double squares = differences.Sum(x => x * x);
        return [-(kind switch { Similarity.L1 => differences.Sum(Math.Abs), Similarity.L2 => Math.Sqrt(squares), _ => squares })];
    }

    /// <summary>Where the vectors are the same there is no direction to go: the gradient is 0, and not NaN.</summary>
    [Test]
    public void At_distance_0_the_gradient_is_0()
    {
        var parameters = new ParameterSet<float>();
        Table<float> table = parameters.AddTable("table", 2, 5);
        foreach (int row in new[] { 0, 1 }) table.Row(row).Fill(0.3f);
        var tape = new Tape<float>(3);
        Lookup<float> a = tape.Lookup(table), b = tape.Lookup(table);
        b.Rows[..3].Fill(1);
        Variable<float> y = new NegativeDistance<float>(tape, Embed(tape, a), Embed(tape, b), kind).Output;
        new Mkr.Engine.Losses.GivenCotangent<float>(tape, y).Values.Fill(1);
        tape.ForwardBackward(3);
        Assert.That(y.Value[0][..3].ToArray(), Is.All.Zero);
        Assert.That(tape.Tables[0].Values.ToArray(), Is.All.Zero);
    }

    /// <summary>What a matrix of similarities has is what the op gives.</summary>
    [Test]
    public void Rows_and_columns_compare_alike([Values] bool isInner)
    {
        const int D = 7, Rows = 6, Lanes = 45;
        var random = new Mkr.Engine.Randomness.SeededRandom(2);
        float[] rows = Numbers.Uniform<float>(Rows * D, random);
        LaneArray<float> columns = LaneArray<float>.Values(D, Lanes, random);
        float[] results = new float[Rows * columns.Shape.PaddedLanes];
        (isInner ? Similarity.InnerProduct : kind).Compute<float>(rows, columns.Matrix, results);
        var meter = new ErrorMeter();
        for (int i = 0; i < Rows; i++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                double[] a = [.. rows.Skip(i * D).Take(D).Select(x => (double)x)];
                double[] b = [.. Enumerable.Range(0, D).Select(j => columns[j, lane])];
                double expected = isInner ? a.Zip(b, (x, y) => x * y).Sum() : Expected([a, b], 1)[0];
                meter.Add(results[(i * columns.Shape.PaddedLanes) + lane], expected);
            }
        }

        meter.AssertRounding<float>();
    }
}
