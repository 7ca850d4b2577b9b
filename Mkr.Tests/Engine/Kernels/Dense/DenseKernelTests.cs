using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Kernels;

[TestsOf(typeof(Dense<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class DenseKernelTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededRandom _random = new(1);

    [Test]
    public void Forward_is_x_W_plus_b([ValueSource(typeof(KernelShapes), nameof(KernelShapes.Features))] int inputs)
    {
        var meter = new ErrorMeter();
        foreach ((int outputs, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> x = LaneArray<T>.Values(inputs, lanes, _random);
            T[] weight = Numbers.Uniform<T>(inputs * outputs, _random), bias = Numbers.Uniform<T>(outputs, _random);
            var y = new LaneArray<T>(outputs, lanes);
            DenseKernel.Forward<T, IdentityFunction>(ref x.Start, inputs, ref weight[0], ref bias[0], ref y.Start, outputs, x.Shape);
            y.AssertGapsUntouched("y");
            for (int j = 0; j < outputs; j++)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    double expected = Numbers.ToDouble(bias[j]);
                    for (int i = 0; i < inputs; i++)
                        expected += x[i, lane] * Numbers.ToDouble(weight[(i * outputs) + j]);
                    meter.Add(y[j, lane], expected);
                }
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Forward_ends_in_the_activation()
    {
        foreach ((int features, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> x = LaneArray<T>.Values(features, lanes, _random), linear = new(3, lanes), y = new(3, lanes);
            T[] weight = Numbers.Uniform<T>(features * 3, _random), bias = Numbers.Uniform<T>(3, _random);
            DenseKernel.Forward<T, IdentityFunction>(ref x.Start, features, ref weight[0], ref bias[0], ref linear.Start, 3, x.Shape);
            DenseKernel.Forward<T, ReluFunction>(ref x.Start, features, ref weight[0], ref bias[0], ref y.Start, 3, x.Shape);
            for (int j = 0; j < 3; j++)
                Assert.That(y.Matrix[j].ToArray(), Is.EqualTo(linear.Matrix[j].ToArray().Select(value => T.Max(value, T.Zero))));
        }
    }

    [Test]
    public void Input_gradient_is_gradY_W_transposed(
        [ValueSource(typeof(KernelShapes), nameof(KernelShapes.Features))] int inputs, [Values] bool add)
    {
        var meter = new ErrorMeter();
        foreach ((int outputs, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> gradY = LaneArray<T>.Gradients(outputs, lanes, _random), gradX = LaneArray<T>.Gradients(inputs, lanes, _random);
            LaneArray<T> before = gradX.Copy();
            T[] weight = Numbers.Uniform<T>(inputs * outputs, _random);
            DenseKernel.BackwardInput(ref gradY.Start, outputs, ref weight[0], ref gradX.Start, inputs, add, gradX.Shape);
            gradX.AssertGapsUntouched("gradX");
            for (int i = 0; i < inputs; i++)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    double expected = add ? before[i, lane] : 0;
                    for (int j = 0; j < outputs; j++)
                        expected += gradY[j, lane] * Numbers.ToDouble(weight[(i * outputs) + j]);
                    meter.Add(gradX[i, lane], expected);
                }
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Weight_gradients_sum_x_times_the_gated_gradY_over_the_examples(
        [ValueSource(typeof(KernelShapes), nameof(KernelShapes.Features))] int inputs, [Values] bool add)
    {
        var meter = new ErrorMeter();
        foreach ((int outputs, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> x = LaneArray<T>.Values(inputs, lanes, _random), gradY = LaneArray<T>.Gradients(outputs, lanes, _random);
            T[] weight = Numbers.Partials<T>(inputs * outputs), bias = Numbers.Partials<T>(outputs);
            LaneArray<T> before = gradY.Copy(), y = LaneArray<T>.Values(outputs, lanes, _random);
            DenseWeightsKernel.BackwardBias<T, ReluFunction>(ref y.Start, ref gradY.Start, outputs, ref bias[0], add, x.Shape);
            DenseWeightsKernel.BackwardWeight(ref x.Start, inputs, ref gradY.Start, outputs, ref weight[0], add, x.Shape);
            gradY.AssertGapsUntouched("gradY");
            for (int j = 0; j < outputs; j++)
            {
                for (int lane = 0; lane < lanes; lane++)
                    meter.Add(gradY[j, lane], y[j, lane] > 0 ? before[j, lane] : 0);
                meter.Add(Numbers.Put(bias, j, add), Enumerable.Range(0, lanes).Sum(lane => gradY[j, lane]));
                for (int i = 0; i < inputs; i++)
                {
                    double expected = 0;
                    for (int lane = 0; lane < lanes; lane++)
                        expected += x[i, lane] * gradY[j, lane];
                    meter.Add(Numbers.Put(weight, (i * outputs) + j, add), expected);
                }
            }
        }

        meter.AssertRounding<T>();
    }
}
