using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Kernels;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

[TestsOf(typeof(InnerProduct<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class InnerProductTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Scale = 0.75;
    private const double DecayA = 0.5;
    private const double DecayB = 0.25;

    private readonly SeededRandom _random = new(5);

    [Test]
    public void Kernels_equal_the_definition([Values] bool add)
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> a = LaneArray<T>.Values(d, lanes, _random), b = LaneArray<T>.Values(d, lanes, _random), y = new(1, lanes);
            LaneArray<T> gradY = LaneArray<T>.Gradients(1, lanes, _random), gradA = LaneArray<T>.Gradients(d, lanes, _random),
                before = gradA.Copy();
            LaneArray<T> gradB = LaneArray<T>.Gradients(d, lanes, _random), beforeB = gradB.Copy();
            InnerProductKernel.Forward(ref a.Start, ref b.Start, d, ref y.Start, y.Shape);
            InnerProductKernel.Backward(ref a.Start, ref b.Start, d, ref gradY.Start, T.CreateChecked(Scale), T.CreateChecked(DecayA),
                T.CreateChecked(DecayB), ref gradA.Start, add, ref gradB.Start, !add, y.Shape);
            var again = new LaneArray<T>(1, lanes);
            (double squaresA, double squaresB) =
                InnerProductKernel.ForwardWithSquares(ref a.Start, ref b.Start, d, ref again.Start, again.Shape);
            meter.Add(squaresA, Enumerable.Range(0, lanes).Sum(lane => Enumerable.Range(0, d).Sum(j => a[j, lane] * a[j, lane])));
            meter.Add(squaresB, Enumerable.Range(0, lanes).Sum(lane => Enumerable.Range(0, d).Sum(j => b[j, lane] * b[j, lane])));
            again.AssertGapsUntouched("y");
            y.AssertGapsUntouched("y");
            gradA.AssertGapsUntouched("gradA");
            gradB.AssertGapsUntouched("gradB");
            for (int lane = 0; lane < lanes; lane++)
            {
                meter.Add(again[0, lane], y[0, lane]);
                meter.Add(y[0, lane], Enumerable.Range(0, d).Sum(j => a[j, lane] * b[j, lane]));
                for (int j = 0; j < d; j++)
                {
                    meter.Add(gradA[j, lane], (Scale * gradY[0, lane] * b[j, lane]) + (DecayA * a[j, lane]) + (add ? before[j, lane] : 0));
                    meter.Add(gradB[j, lane], (Scale * gradY[0, lane] * a[j, lane]) + (DecayB * b[j, lane]) + (add ? 0 : beforeB[j, lane]));
                }
            }
        }

        meter.AssertRounding<T>();
    }
}
