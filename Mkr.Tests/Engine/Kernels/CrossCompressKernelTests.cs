using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Kernels;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class CrossCompressKernelTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededRandom _random = new(2);

    [Test]
    public void Forward_is_v_a_plus_e_c_plus_b()
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> v = LaneArray<T>.Values(d, lanes, _random), e = LaneArray<T>.Values(d, lanes, _random);
            T[] alongE = Numbers.Uniform<T>(d, _random), alongV = Numbers.Uniform<T>(d, _random), bias = Numbers.Uniform<T>(d, _random);
            LaneArray<T> products = new(2, lanes), y = new(d, lanes);
            CrossCompressKernel.Forward(v.Matrix, e.Matrix, alongE, alongV, bias, products.Matrix, y.Matrix);
            products.AssertGapsUntouched("products");
            y.AssertGapsUntouched("y");
            for (int lane = 0; lane < lanes; lane++)
            {
                double a = Dot(e, alongE, lane), c = Dot(v, alongV, lane);
                meter.Add(products[0, lane], a);
                meter.Add(products[1, lane], c);
                for (int j = 0; j < d; j++)
                    meter.Add(y[j, lane], (v[j, lane] * a) + (e[j, lane] * c) + Numbers.ToDouble(bias[j]));
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Input_gradients([Values] bool addV, [Values] bool addE)
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> v = LaneArray<T>.Values(d, lanes, _random), e = LaneArray<T>.Values(d, lanes, _random);
            LaneArray<T> products = LaneArray<T>.Values(2, lanes, _random), gradY = LaneArray<T>.Gradients(d, lanes, _random);
            T[] alongE = Numbers.Uniform<T>(d, _random), alongV = Numbers.Uniform<T>(d, _random);
            LaneArray<T> gradProducts = new(2, lanes), gradV = LaneArray<T>.Gradients(d, lanes, _random), gradE = LaneArray<T>.Gradients(d, lanes, _random);
            LaneArray<T> beforeV = gradV.Copy(), beforeE = gradE.Copy();
            CrossCompressKernel.BackwardInputs(
                v.Matrix, e.Matrix, alongE, alongV, products.Matrix, gradY.Matrix, gradProducts.Matrix, gradV.Matrix, addV, gradE.Matrix, addE);
            gradProducts.AssertGapsUntouched("gradProducts");
            gradV.AssertGapsUntouched("gradV");
            gradE.AssertGapsUntouched("gradE");
            for (int lane = 0; lane < lanes; lane++)
            {
                double gv = Dot(gradY, v, lane), ge = Dot(gradY, e, lane);
                meter.Add(gradProducts[0, lane], gv);
                meter.Add(gradProducts[1, lane], ge);
                for (int j = 0; j < d; j++)
                {
                    double g = gradY[j, lane];
                    meter.Add(gradV[j, lane], (g * products[0, lane]) + (Numbers.ToDouble(alongV[j]) * ge) + (addV ? beforeV[j, lane] : 0));
                    meter.Add(gradE[j, lane], (g * products[1, lane]) + (Numbers.ToDouble(alongE[j]) * gv) + (addE ? beforeE[j, lane] : 0));
                }
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Weight_gradients_are_summed_over_the_examples()
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            LaneArray<T> v = LaneArray<T>.Values(d, lanes, _random), e = LaneArray<T>.Values(d, lanes, _random);
            LaneArray<T> gradY = LaneArray<T>.Gradients(d, lanes, _random), gradProducts = LaneArray<T>.Gradients(2, lanes, _random);
            T[] alongE = Numbers.Partials<T>(d), alongV = Numbers.Partials<T>(d), bias = Numbers.Partials<T>(d);
            CrossCompressKernel.BackwardWeights(v.Matrix, e.Matrix, gradY.Matrix, gradProducts.Matrix, alongE, alongV, bias);
            for (int j = 0; j < d; j++)
            {
                double sumE = 0, sumV = 0, sumB = 0;
                for (int lane = 0; lane < lanes; lane++)
                {
                    sumE += gradProducts[0, lane] * e[j, lane];
                    sumV += gradProducts[1, lane] * v[j, lane];
                    sumB += gradY[j, lane];
                }

                meter.Add(Numbers.Added(alongE, j), sumE);
                meter.Add(Numbers.Added(alongV, j), sumV);
                meter.Add(Numbers.Added(bias, j), sumB);
            }
        }

        meter.AssertRounding<T>();
    }

    private static double Dot(LaneArray<T> x, T[] weight, int lane) =>
        Enumerable.Range(0, x.Features).Sum(j => x[j, lane] * Numbers.ToDouble(weight[j]));

    private static double Dot(LaneArray<T> x, LaneArray<T> y, int lane) => Enumerable.Range(0, x.Features).Sum(j => x[j, lane] * y[j, lane]);
}
