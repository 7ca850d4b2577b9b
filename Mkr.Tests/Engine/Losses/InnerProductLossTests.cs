using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Kernels;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

/// <summary>The fused losses give what the ops give that they stand for, one by one.</summary>
[TestsOf(typeof(InnerProductCrossEntropy<>), typeof(InnerProductScore<>), typeof(ScoreDifference<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class InnerProductLossTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Scale = 0.3;
    private const double PenaltyA = 0.5;
    private const double PenaltyB = 0.7;

    [Test]
    public void Cross_entropy_equals_inner_product_cross_entropy_and_penalties(
        [ValueSource(typeof(KernelShapes), nameof(KernelShapes.Features))] int d, [Values(1, 0.3)] double negativeWeight) => Compare(
        d,
        (tape, a, b, labels) => _ = new InnerProductCrossEntropy<T>(tape, a, b, labels)
        {
            Scale = Scale,
            NegativeWeight = negativeWeight,
            PenaltyA = PenaltyA,
            PenaltyB = PenaltyB,
        },
        (tape, a, b, labels) =>
        {
            Variable<T> z = new InnerProduct<T>(tape, a, b).Output;
            _ = new SigmoidCrossEntropy<T>(tape, z, labels) { Scale = Scale, NegativeWeight = negativeWeight };
            AddPenalties(tape, a, b);
        });

    [Test]
    public void Score_equals_inner_product_sigmoid_difference_and_penalties(
        [ValueSource(typeof(KernelShapes), nameof(KernelShapes.Features))] int d) => Compare(
        d,
        (tape, a, b, labels) => _ = new InnerProductScore<T>(tape, a, b) { Scale = Scale, PenaltyA = PenaltyA, PenaltyB = PenaltyB },
        (tape, a, b, labels) =>
        {
            _ = new ScoreDifference<T>(tape, new Sigmoid<T>(tape, new InnerProduct<T>(tape, a, b).Output).Output) { Scale = Scale };
            AddPenalties(tape, a, b);
        });

    private static void AddPenalties(Tape<T> tape, Variable<T> a, Variable<T> b)
    {
        _ = new L2Penalty<T>(tape, a) { Scale = PenaltyA };
        _ = new L2Penalty<T>(tape, b) { Scale = PenaltyB };
    }

    /// <summary>Values and gradients of both, over batches of one tile, a part of one, and several.</summary>
    private static void Compare(
        int d, Action<Tape<T>, Variable<T>, Variable<T>, Variable<T>> fused, Action<Tape<T>, Variable<T>, Variable<T>, Variable<T>> simple)
    {
        var meter = new ErrorMeter();
        foreach (int batch in new[] { 1, 5, 32, 37, 300 })
        {
            Tape<T> actual = Record(d, batch, fused), expected = Record(d, batch, simple);
            meter.Add(actual.ForwardBackward(batch), expected.ForwardBackward(batch));
            for (int table = 0; table < 2; table++)
            {
                foreach ((T x, T y) in actual.Tables[table].Values.ToArray().Zip(expected.Tables[table].Values.ToArray()))
                    meter.Add(Numbers.ToDouble(x), Numbers.ToDouble(y));
            }
        }

        meter.AssertRounding<T>();
    }

    private static Tape<T> Record(int d, int batch, Action<Tape<T>, Variable<T>, Variable<T>, Variable<T>> record)
    {
        var random = new SeededRandom(3);
        var parameters = new ParameterSet<T>();
        var tape = new Tape<T>(batch);
        Variable<T> a = Rows("a"), b = Rows("b");
        var labels = new BatchInput<T>(tape, "label");
        for (int i = 0; i < batch; i++)
            labels.Values[i] = i % 3 == 0 ? T.One : T.Zero;
        record(tape, a, b, labels.Output);
        return tape;

        Variable<T> Rows(string name)
        {
            Table<T> table = parameters.AddTable(name, batch, d);
            table.CopyFrom(Numbers.Uniform<T>(table.Count, random));
            Lookup<T> lookup = tape.Lookup(table);
            for (int i = 0; i < batch; i++)
                lookup.Rows[i] = i;
            return new Embedding<T>(tape, lookup).Output;
        }
    }
}
