using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Losses;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Kernels;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

[TestsOf(typeof(SigmoidCrossEntropy<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class SigmoidCrossEntropyTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededRandom _random = new(7);

    [Test]
    public void Kernels_equal_the_definition([Values] bool add, [Values(1, 0.25, 3)] double negativeWeight)
    {
        var meter = new ErrorMeter();
        foreach (int lanes in KernelShapes.Lanes)
        {
            LaneArray<T> z = LaneArray<T>.Values(1, lanes, _random), y = LaneArray<T>.Values(1, lanes, _random),
                differences = new(1, lanes);
            foreach (ref T logit in z.Matrix[0]) logit *= T.CreateChecked(6);
            foreach (ref T label in y.Matrix[0]) label = label > T.Zero ? T.One : T.Zero;
            LaneArray<T> gradZ = LaneArray<T>.Gradients(1, lanes, _random), before = gradZ.Copy();
            double loss = SigmoidCrossEntropyKernel.Forward(
                ref z.Start, ref y.Start, ref differences.Start, negativeWeight, z.Shape), expected = 0;
            SigmoidCrossEntropyKernel.Backward(ref differences.Start, T.CreateChecked(0.25), ref gradZ.Start, add, z.Shape);
            differences.AssertGapsUntouched("differences");
            gradZ.AssertGapsUntouched("gradZ");
            for (int lane = 0; lane < lanes; lane++)
            {
                double p = 1 / (1 + Math.Exp(-z[0, lane])), weight = y[0, lane] == 1 ? 1 : negativeWeight;
                expected -= weight * Math.Log(y[0, lane] == 1 ? p : 1 - p);
                meter.Add(gradZ[0, lane], (0.25 * weight * (p - y[0, lane])) + (add ? before[0, lane] : 0));
            }

            meter.Add(loss, expected);
        }

        meter.AssertRounding<T>();
    }

    /// <summary>A weight of 1 must not round: it is left out. One that differs in the last place is not.</summary>
    [Test]
    public void A_weight_of_one_is_no_weight()
    {
        LaneArray<T> z = LaneArray<T>.Values(1, 100, _random), y = new(1, 100), plain = new(1, 100), weighted = new(1, 100);
        double loss = SigmoidCrossEntropyKernel.Forward(ref z.Start, ref y.Start, ref plain.Start, z.Shape);
        Assert.That(SigmoidCrossEntropyKernel.Forward(ref z.Start, ref y.Start, ref weighted.Start, 1, z.Shape), Is.EqualTo(loss));
        Assert.That(weighted.Data.SequenceEqual(plain.Data));
        Assert.That(SigmoidCrossEntropyKernel.Forward(ref z.Start, ref y.Start, ref weighted.Start, 2, z.Shape), Is.Not.EqualTo(loss));
    }

    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_weight_that_is_none_is_refused(double weight)
    {
        var tape = new Tape<T>(1);
        Variable<T> z = tape.Variable("z", 1), y = tape.Variable("y", 1);
        Assert.That(
            () => new SigmoidCrossEntropy<T>(tape, z, y) { NegativeWeight = weight },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("NegativeWeight must be"));
    }

    [TestCase(1e4, 1, 0, 0)]
    [TestCase(1e4, 0, 1e4, 1)]
    [TestCase(-1e4, 1, 1e4, -1)]
    [TestCase(-1e4, 0, 0, 0)]
    public void Confident_logits_give_a_finite_loss_and_gradient(double logit, double label, double loss, double gradient)
    {
        foreach (int lanes in new[] { 1, 32 })
        {
            LaneArray<T> z = new(1, lanes), y = new(1, lanes), differences = new(1, lanes), gradZ = new(1, lanes);
            z.Matrix[0].Fill(T.CreateChecked(logit));
            y.Matrix[0].Fill(T.CreateChecked(label));
            double sum = SigmoidCrossEntropyKernel.Forward(ref z.Start, ref y.Start, ref differences.Start, z.Shape);
            SigmoidCrossEntropyKernel.Backward(ref differences.Start, T.One, ref gradZ.Start, add: false, z.Shape);
            Assert.That(sum, Is.EqualTo(lanes * loss));
            Assert.That(gradZ[0, 0], Is.EqualTo(gradient).Within(1e-37));
        }
    }
}
