using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

[TestsOf(typeof(RootMeanSquareError<>))]
internal sealed class RootMeanSquareErrorTests
{
    /// <summary>Differences (3, 3) and (1, 7): sqrt(18 / 2) = 3 and sqrt(50 / 2) = 5, on average 4.</summary>
    [Test]
    public void Roots_are_averaged_over_the_examples()
    {
        var tape = new Tape<double>(9);
        BatchInput<double> x = new(tape, "x", 2), y = new(tape, "y", 2);
        var error = new RootMeanSquareError<double>(tape, x.Output, y.Output);
        new double[] { 4, 3, 0, 8 }.CopyTo(x.Values);
        new double[] { 1, 0, 1, 1 }.CopyTo(y.Values);
        tape.Forward(2);
        Assert.That(error.Value, Is.EqualTo(4).Within(1e-15));
    }
}
