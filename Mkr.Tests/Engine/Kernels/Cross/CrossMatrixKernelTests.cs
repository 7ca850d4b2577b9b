using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Kernels;

/// <summary>The kernels are span operations of the framework, the same for every length: each d with a few lane counts is enough.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class CrossMatrixKernelTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededRandom _random = new(3);

    private static IEnumerable<(int D, int Lanes)> Shapes() => KernelShapes.FeaturesAndLanes().Where(shape => shape.Lanes % 17 is 0 or 1);

    [Test]
    public void Outer_product_and_its_gradients([Values] bool addV, [Values] bool addE)
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in Shapes())
        {
            LaneArray<T> v = LaneArray<T>.Values(d, lanes, _random), e = LaneArray<T>.Values(d, lanes, _random);
            LaneArray<T> matrix = new(d * d, lanes), gradMatrix = LaneArray<T>.Gradients(d * d, lanes, _random);
            LaneArray<T> gradV = LaneArray<T>.Gradients(d, lanes, _random), gradE = LaneArray<T>.Gradients(d, lanes, _random);
            LaneArray<T> beforeV = gradV.Copy(), beforeE = gradE.Copy();
            CrossMatrixKernel.Outer(v.Matrix, e.Matrix, matrix.Matrix);
            CrossMatrixKernel.OuterBackward(v.Matrix, e.Matrix, gradMatrix.Matrix, gradV.Matrix, addV, gradE.Matrix, addE);
            matrix.AssertGapsUntouched("C");
            for (int lane = 0; lane < lanes; lane++)
            {
                for (int i = 0; i < d; i++)
                {
                    double expectedV = addV ? beforeV[i, lane] : 0, expectedE = addE ? beforeE[i, lane] : 0;
                    for (int j = 0; j < d; j++)
                    {
                        meter.Add(matrix[(i * d) + j, lane], v[i, lane] * e[j, lane]);
                        expectedV += gradMatrix[(i * d) + j, lane] * e[j, lane];
                        expectedE += gradMatrix[(j * d) + i, lane] * v[j, lane];
                    }

                    meter.Add(gradV[i, lane], expectedV);
                    meter.Add(gradE[i, lane], expectedE);
                }
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Compression_along_both_directions()
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in Shapes())
        {
            LaneArray<T> matrix = LaneArray<T>.Values(d * d, lanes, _random), y = new(d, lanes);
            T[] alongE = Numbers.Uniform<T>(d, _random), alongV = Numbers.Uniform<T>(d, _random), bias = Numbers.Uniform<T>(d, _random);
            CrossMatrixKernel.Compress(matrix.Matrix, alongE, alongV, bias, y.Matrix);
            y.AssertGapsUntouched("y");
            for (int lane = 0; lane < lanes; lane++)
            {
                for (int k = 0; k < d; k++)
                {
                    double expected = Numbers.ToDouble(bias[k]);
                    for (int j = 0; j < d; j++)
                    {
                        expected += matrix[(k * d) + j, lane] * Numbers.ToDouble(alongE[j]);
                        expected += matrix[(j * d) + k, lane] * Numbers.ToDouble(alongV[j]);
                    }

                    meter.Add(y[k, lane], expected);
                }
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Gradients_of_the_compression([Values] bool add)
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in Shapes())
        {
            LaneArray<T> matrix = LaneArray<T>.Values(d * d, lanes, _random), gradY = LaneArray<T>.Gradients(d, lanes, _random);
            LaneArray<T> gradMatrix = LaneArray<T>.Gradients(d * d, lanes, _random), before = gradMatrix.Copy();
            T[] alongE = Numbers.Uniform<T>(d, _random), alongV = Numbers.Uniform<T>(d, _random);
            T[] gradE = Numbers.Partials<T>(d), gradV = Numbers.Partials<T>(d), gradBias = Numbers.Partials<T>(d);
            CrossMatrixKernel.CompressBackward(matrix.Matrix, alongE, alongV, gradY.Matrix, gradMatrix.Matrix, add, gradE, gradV, gradBias);
            for (int k = 0; k < d; k++)
            {
                double expectedE = 0, expectedV = 0, expectedBias = 0;
                for (int lane = 0; lane < lanes; lane++)
                {
                    expectedBias += gradY[k, lane];
                    for (int j = 0; j < d; j++)
                    {
                        double expected = (gradY[k, lane] * Numbers.ToDouble(alongE[j])) + (gradY[j, lane] * Numbers.ToDouble(alongV[k]));
                        meter.Add(gradMatrix[(k * d) + j, lane], expected + (add ? before[(k * d) + j, lane] : 0));
                        expectedE += matrix[(j * d) + k, lane] * gradY[j, lane];
                        expectedV += matrix[(k * d) + j, lane] * gradY[j, lane];
                    }
                }

                meter.Add(Numbers.Added(gradE, k), expectedE);
                meter.Add(Numbers.Added(gradV, k), expectedV);
                meter.Add(Numbers.Added(gradBias, k), expectedBias);
            }
        }

        meter.AssertRounding<T>();
    }
}
