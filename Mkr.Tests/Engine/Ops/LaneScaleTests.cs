using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>A number of each example times its vector, against a plain loop.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(LaneScale<>))]
internal sealed class LaneScaleTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Over a part of a tile and several; the backward pass stores, or adds where a later op reads x too.</summary>
    [Test]
    public void Values_and_gradients_are_those_of_loops([Values(1, 4, 5)] int d, [Values(1, 33, 300)] int batch, [Values] bool isReadTwice)
    {
        double[] scales = Numbers.Uniform<double>(batch, new SeededRandom(4));
        var run = new OpRun<T>(batch, [d], (tape, x, _) =>
        {
            var scale = new BatchInput<T>(tape, "scale");
            for (int i = 0; i < batch; i++) scale.Values[i] = T.CreateChecked(scales[i]);
            Variable<T> y = new LaneScale<T>(tape, x[0], scale.Output).Output;
            return isReadTwice ? new Add<T>(tape, y, x[0]).Output : y;
        });
        var meter = new ErrorMeter();
        for (int i = 0; i < batch; i++)
        {
            double factor = scales[i] + (isReadTwice ? 1 : 0);
            for (int j = 0; j < d; j++)
            {
                meter.Add(run.OutputOf(i)[j], factor * run.Input(0, i)[j]);
                meter.Add(run.InputGradient(0, i)[j], factor * run.GradientOf(i)[j]);
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void A_scale_of_several_features_or_with_a_gradient_is_refused()
    {
        var tape = new Tape<T>(2);
        Variable<T> x = tape.Variable("x", 3);
        Assert.That(
            () => new LaneScale<T>(tape, x, new BatchInput<T>(tape, "s", 2).Output),
            Throws.ArgumentException.With.Message.Contains("s has 2"));
        Assert.That(
            () => new LaneScale<T>(tape, x, tape.Variable("learned", 1)), Throws.ArgumentException.With.Message.Contains("into learned"));
    }
}
