using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Kernels;

namespace Mkr.Tests.Engine.Ops;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class InnerProductTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededRandom _random = new(5);

    [Test]
    public void Kernels_equal_the_definition([Values] bool add)
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> a = LaneArray<T>.Values(d, lanes, _random), b = LaneArray<T>.Values(d, lanes, _random), y = new(1, lanes);
            LaneArray<T> gradY = LaneArray<T>.Gradients(1, lanes, _random), gradA = LaneArray<T>.Gradients(d, lanes, _random), before = gradA.Copy();
            LaneArray<T> gradB = LaneArray<T>.Gradients(d, lanes, _random), beforeB = gradB.Copy();
            InnerProductKernel.Forward(ref a.Start, ref b.Start, d, ref y.Start, y.Shape);
            InnerProductKernel.Backward(ref a.Start, ref b.Start, d, ref gradY.Start, ref gradA.Start, add, ref gradB.Start, !add, y.Shape);
            y.AssertGapsUntouched("y");
            gradA.AssertGapsUntouched("gradA");
            gradB.AssertGapsUntouched("gradB");
            for (int lane = 0; lane < lanes; lane++)
            {
                meter.Add(y[0, lane], Enumerable.Range(0, d).Sum(j => a[j, lane] * b[j, lane]));
                for (int j = 0; j < d; j++)
                {
                    meter.Add(gradA[j, lane], (gradY[0, lane] * b[j, lane]) + (add ? before[j, lane] : 0));
                    meter.Add(gradB[j, lane], (gradY[0, lane] * a[j, lane]) + (add ? 0 : beforeB[j, lane]));
                }
            }
        }

        meter.AssertRounding<T>();
    }
}
