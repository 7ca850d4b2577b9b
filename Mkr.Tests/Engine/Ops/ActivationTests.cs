using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Kernels;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

[TestsOf(typeof(Relu<>), typeof(Sigmoid<>), typeof(Tanh<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class ActivationTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededRandom _random = new(6);

    [Test]
    public void Relu([Values] bool add) => Check<ReluFunction>(add, x => Math.Max(x, 0), y => y > 0 ? 1 : 0);

    [Test]
    public void Sigmoid([Values] bool add) => Check<SigmoidFunction>(add, x => 1 / (1 + Math.Exp(-x)), y => y * (1 - y));

    [Test]
    public void Tanh([Values] bool add) => Check<TanhFunction>(add, Math.Tanh, y => 1 - (y * y));

    [TestCase(-1e4, 0, 0, -1)]
    [TestCase(1e4, 1e4, 1, 1)]
    public void Large_arguments_saturate(double x, double relu, double sigmoid, double tanh)
    {
        LaneArray<T> input = new(1, 1), y = new(1, 1);
        input.Data[0] = T.CreateChecked(x);
        ElementwiseKernel.Forward<T, ReluFunction>(ref input.Start, ref y.Start, 1, y.Shape);
        Assert.That(y[0, 0], Is.EqualTo(relu));
        ElementwiseKernel.Forward<T, SigmoidFunction>(ref input.Start, ref y.Start, 1, y.Shape);
        Assert.That(y[0, 0], Is.EqualTo(sigmoid).Within(1e-37));
        ElementwiseKernel.Forward<T, TanhFunction>(ref input.Start, ref y.Start, 1, y.Shape);
        Assert.That(y[0, 0], Is.EqualTo(tanh));
    }

    private void Check<TFunction>(bool add, Func<double, double> function, Func<double, double> derivative)
        where TFunction : struct, IElementwiseFunction
    {
        var meter = new ErrorMeter();
        foreach ((int features, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> x = LaneArray<T>.Values(features, lanes, _random), y = new(features, lanes), inPlace = x.Copy();
            LaneArray<T> gradY = LaneArray<T>.Gradients(features, lanes, _random), gradX = LaneArray<T>.Gradients(features, lanes, _random),
                before = gradX.Copy();
            ElementwiseKernel.Forward<T, TFunction>(ref x.Start, ref y.Start, features, x.Shape);
            ElementwiseKernel.Forward<T, TFunction>(ref inPlace.Start, ref inPlace.Start, features, x.Shape);
            ElementwiseKernel.Backward<T, TFunction>(ref y.Start, ref gradY.Start, ref gradX.Start, features, add, x.Shape);
            y.AssertGapsUntouched("y");
            gradX.AssertGapsUntouched("gradX");
            for (int j = 0; j < features; j++)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    meter.Add(y[j, lane], function(x[j, lane]));
                    meter.Add(inPlace[j, lane], y[j, lane]);
                    meter.Add(gradX[j, lane], (gradY[j, lane] * derivative(y[j, lane])) + (add ? before[j, lane] : 0));
                }
            }
        }

        meter.AssertRounding<T>();
    }
}
