using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Kernels;

/// <summary>The kernels of the ranking loss against its formulas, an example and a feature at a time.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class PairKernelTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Scale = 0.25;
    private const double Penalty = 0.5;
    private const double BiasPenalty = 0.7;

    private readonly SeededRandom _random = new(5);

    private static IEnumerable<(int D, int Lanes)> Shapes() => KernelShapes.FeaturesAndLanes().Where(shape => shape.Lanes % 17 is 0 or 1);

    [Test]
    public void Differences_and_penalties([Values] bool hasBias)
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in Shapes())
        {
            (LaneArray<T> u, LaneArray<T> i, LaneArray<T> j) = Inputs(d, lanes, hasBias);
            LaneArray<T> x = new(1, lanes), penalties = new(1, lanes);
            PairKernel.Forward(
                ref u.Start, ref i.Start, ref j.Start, d, hasBias, T.CreateChecked(Penalty), T.CreateChecked(BiasPenalty),
                ref x.Start, ref penalties.Start, x.Shape);
            x.AssertGapsUntouched("x");
            penalties.AssertGapsUntouched("penalties");
            for (int lane = 0; lane < lanes; lane++)
            {
                double difference = hasBias ? i[d, lane] - j[d, lane] : 0;
                double penalty = hasBias ? BiasPenalty * ((i[d, lane] * i[d, lane]) + (j[d, lane] * j[d, lane])) : 0;
                for (int f = 0; f < d; f++)
                {
                    difference += u[f, lane] * (i[f, lane] - j[f, lane]);
                    penalty += Penalty * ((u[f, lane] * u[f, lane]) + (i[f, lane] * i[f, lane]) + (j[f, lane] * j[f, lane]));
                }

                meter.Add(x[0, lane], difference);
                meter.Add(penalties[0, lane], penalty);
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Gradients_of_all_three([Values] bool hasBias, [Values] bool addU, [Values] bool addI, [Values] bool addJ)
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in Shapes())
        {
            (LaneArray<T> u, LaneArray<T> i, LaneArray<T> j) = Inputs(d, lanes, hasBias);
            LaneArray<T> derivatives = LaneArray<T>.Values(1, lanes, _random);
            (LaneArray<T> gradU, LaneArray<T> gradI, LaneArray<T> gradJ) = Inputs(d, lanes, hasBias);
            (LaneArray<T> beforeU, LaneArray<T> beforeI, LaneArray<T> beforeJ) = (gradU.Copy(), gradI.Copy(), gradJ.Copy());
            PairKernel.Backward(
                ref u.Start, ref i.Start, ref j.Start, d, hasBias, T.CreateChecked(Penalty), T.CreateChecked(BiasPenalty),
                ref derivatives.Start, T.CreateChecked(Scale),
                ref gradU.Start, addU, ref gradI.Start, addI, ref gradJ.Start, addJ, derivatives.Shape);
            foreach (LaneArray<T> gradient in new[] { gradU, gradI, gradJ })
                gradient.AssertGapsUntouched("gradient");
            for (int lane = 0; lane < lanes; lane++)
            {
                double g = Scale * derivatives[0, lane];
                for (int f = 0; f < d; f++)
                {
                    meter.Add(gradU[f, lane], (g * (i[f, lane] - j[f, lane])) + (Penalty * u[f, lane]) + (addU ? beforeU[f, lane] : 0));
                    meter.Add(gradI[f, lane], (g * u[f, lane]) + (Penalty * i[f, lane]) + (addI ? beforeI[f, lane] : 0));
                    meter.Add(gradJ[f, lane], (-g * u[f, lane]) + (Penalty * j[f, lane]) + (addJ ? beforeJ[f, lane] : 0));
                }

                if (!hasBias) continue;
                meter.Add(gradI[d, lane], g + (BiasPenalty * i[d, lane]) + (addI ? beforeI[d, lane] : 0));
                meter.Add(gradJ[d, lane], -g + (BiasPenalty * j[d, lane]) + (addJ ? beforeJ[d, lane] : 0));
            }
        }

        meter.AssertRounding<T>();
    }

    private (LaneArray<T> User, LaneArray<T> Positive, LaneArray<T> Negative) Inputs(int d, int lanes, bool hasBias)
    {
        int itemFeatures = hasBias ? d + 1 : d;
        return (Values(d), Values(itemFeatures), Values(itemFeatures));

        LaneArray<T> Values(int features) => LaneArray<T>.Values(features, lanes, _random);
    }
}
