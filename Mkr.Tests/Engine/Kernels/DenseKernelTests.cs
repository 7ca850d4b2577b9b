using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Kernels;

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
            DenseKernel.Forward(x.Matrix, weight, bias, y.Matrix);
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
    public void Input_gradient_is_gradY_W_transposed(
        [ValueSource(typeof(KernelShapes), nameof(KernelShapes.Features))] int inputs, [Values] bool add)
    {
        var meter = new ErrorMeter();
        foreach ((int outputs, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> gradY = LaneArray<T>.Gradients(outputs, lanes, _random), gradX = LaneArray<T>.Gradients(inputs, lanes, _random);
            LaneArray<T> before = gradX.Copy();
            T[] weight = Numbers.Uniform<T>(inputs * outputs, _random);
            DenseKernel.BackwardInput(gradY.Matrix, weight, gradX.Matrix, add);
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
    public void Weight_gradient_sums_x_gradY_over_the_examples([ValueSource(typeof(KernelShapes), nameof(KernelShapes.Features))] int inputs)
    {
        var meter = new ErrorMeter();
        foreach ((int outputs, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> x = LaneArray<T>.Values(inputs, lanes, _random), gradY = LaneArray<T>.Gradients(outputs, lanes, _random);
            T[] weight = Numbers.Partials<T>(inputs * outputs), bias = Numbers.Partials<T>(outputs);
            DenseKernel.BackwardWeights(x.Matrix, gradY.Matrix, weight, bias);
            for (int j = 0; j < outputs; j++)
            {
                meter.Add(Numbers.Added(bias, j), Enumerable.Range(0, lanes).Sum(lane => gradY[j, lane]));
                for (int i = 0; i < inputs; i++)
                {
                    double expected = 0;
                    for (int lane = 0; lane < lanes; lane++)
                        expected += x[i, lane] * gradY[j, lane];
                    meter.Add(Numbers.Added(weight, (i * outputs) + j), expected);
                }
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Wrong_shapes_are_named()
    {
        LaneArray<T> x = LaneArray<T>.Values(2, 1, _random), y = LaneArray<T>.Values(3, 1, _random);
        Assert.That(() => DenseKernel.Forward(x.Matrix, new T[5], new T[3], y.Matrix), Throws.ArgumentException.With.Message.Contains("weight"));
        Assert.That(() => DenseKernel.Forward(x.Matrix, new T[6], new T[2], y.Matrix), Throws.ArgumentException.With.Message.Contains("bias"));
    }
}
