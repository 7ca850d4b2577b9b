using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

/// <summary>
/// A batch of B examples, each with x = 2, whose |x|² / 2 is 2 and has the gradient 2: by hand, in one tile and in several.
/// </summary>
[TestsOf(typeof(L2Penalty<>), typeof(WeightL2Penalty<>))]
internal sealed class ReductionTests
{
    private const double Scale = 0.5;

    [Test]
    public void A_penalty_is_reduced_by_the_batch_of_the_step([Values] Reduction reduction) =>
        Check(reduction, (tape, x) => _ = new L2Penalty<double>(tape, x) { Scale = Scale, Reduction = reduction });

    [Test]
    public void So_are_the_penalties_of_an_inner_product_loss([Values] Reduction reduction) => Check(reduction, (tape, x) =>
    {
        Table<double> zeros = new ParameterSet<double>().AddTable("zeros", 1, 1);
        Variable<double> zero = new Embedding<double>(tape, tape.Lookup(zeros)).Output;
        _ = new InnerProductScore<double>(tape, x, zero) { Scale = 0, PenaltyA = Scale, PenaltyReduction = reduction };
    });

    [Test]
    public void A_penalty_on_a_weight_counts_once_a_step_or_once_an_example([Values] Reduction reduction)
    {
        Weight<double> weight = new ParameterSet<double>().AddWeight("w", 1, 1);
        weight.Values[0] = 2;
        var tape = new Tape<double>(300);
        _ = new WeightL2Penalty<double>(tape, [weight]) { Scale = Scale, Reduction = reduction };
        Assert.That(tape.ForwardBackward(300), Is.EqualTo(2 * Factor(reduction, 300)).Within(1e-12).Percent);
        Assert.That(tape.Weights.Values[0], Is.EqualTo(2 * Factor(reduction, 300)).Within(1e-12).Percent);
    }

    private static double Factor(Reduction reduction, int batch) =>
        reduction switch { Reduction.Mean => Scale / batch, Reduction.Sum => Scale, _ => Scale * batch };

    private static void Check(Reduction reduction, Action<Tape<double>, Variable<double>> record)
    {
        const int MaxBatch = 300;
        Table<double> table = new ParameterSet<double>().AddTable("x", MaxBatch, 1);
        var tape = new Tape<double>(MaxBatch, tile: 16);
        Lookup<double> lookup = tape.Lookup(table);
        for (int i = 0; i < MaxBatch; i++)
            table[i, 0] = 2;
        record(tape, new Embedding<double>(tape, lookup).Output);
        foreach (int batch in new[] { 300, 1, 17 })
        {
            for (int i = 0; i < batch; i++)
                lookup.Rows[i] = i;
            double factor = Factor(reduction, batch);
            Assert.That(tape.ForwardBackward(batch), Is.EqualTo(2 * batch * factor).Within(1e-12).Percent);
            Assert.That(tape.Tables[0].Values[0], Is.EqualTo(2 * factor).Within(1e-12).Percent);
        }
    }
}
