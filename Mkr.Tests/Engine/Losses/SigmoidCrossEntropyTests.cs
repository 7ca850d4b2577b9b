using System.Numerics;
using Mkr.Engine.Losses;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Kernels;

namespace Mkr.Tests.Engine.Losses;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class SigmoidCrossEntropyTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededRandom _random = new(7);

    [Test]
    public void Kernels_equal_the_definition([Values] bool add)
    {
        var meter = new ErrorMeter();
        foreach (int lanes in KernelShapes.Lanes)
        {
            LaneArray<T> z = LaneArray<T>.Values(1, lanes, _random), y = LaneArray<T>.Values(1, lanes, _random), terms = new(1, lanes);
            foreach (ref T label in y.Matrix[0]) label = label > T.Zero ? T.One : T.Zero;
            LaneArray<T> gradZ = LaneArray<T>.Gradients(1, lanes, _random), before = gradZ.Copy();
            SigmoidCrossEntropyKernel.Forward<T>(z.Matrix[0], y.Matrix[0], terms.Matrix[0]);
            SigmoidCrossEntropyKernel.Backward<T>(z.Matrix[0], y.Matrix[0], T.CreateChecked(0.25), gradZ.Matrix[0], add);
            terms.AssertGapsUntouched("terms");
            gradZ.AssertGapsUntouched("gradZ");
            for (int lane = 0; lane < lanes; lane++)
            {
                double p = 1 / (1 + Math.Exp(-z[0, lane]));
                meter.Add(terms[0, lane], -Math.Log(y[0, lane] == 1 ? p : 1 - p));
                meter.Add(gradZ[0, lane], (0.25 * (p - y[0, lane])) + (add ? before[0, lane] : 0));
            }
        }

        meter.AssertRounding<T>();
    }

    [TestCase(1e4, 1, 0, 0)]
    [TestCase(1e4, 0, 1e4, 1)]
    [TestCase(-1e4, 1, 1e4, -1)]
    [TestCase(-1e4, 0, 0, 0)]
    public void Confident_logits_give_a_finite_loss_and_gradient(double logit, double label, double loss, double gradient)
    {
        LaneArray<T> z = new(1, 1), y = new(1, 1), terms = new(1, 1), gradZ = new(1, 1);
        z.Data[0] = T.CreateChecked(logit);
        y.Data[0] = T.CreateChecked(label);
        SigmoidCrossEntropyKernel.Forward<T>(z.Matrix[0], y.Matrix[0], terms.Matrix[0]);
        SigmoidCrossEntropyKernel.Backward<T>(z.Matrix[0], y.Matrix[0], T.One, gradZ.Matrix[0], add: false);
        Assert.That(terms[0, 0], Is.EqualTo(loss));
        Assert.That(gradZ[0, 0], Is.EqualTo(gradient));
    }
}
