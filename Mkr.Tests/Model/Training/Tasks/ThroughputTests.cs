using Mkr.Model.Training.Tasks;

namespace Mkr.Tests.Model.Training.Tasks;

internal sealed class ThroughputTests
{
    /// <summary>
    /// Step k has k examples. One step is left out as soon as there are two, a hundred as soon as there are more; never all.
    /// </summary>
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 5)]
    [TestCase(100, 5049)]
    [TestCase(101, 101)]
    [TestCase(102, 203)]
    public void The_first_steps_are_left_out(int steps, int examples)
    {
        var throughput = new Throughput();
        for (int step = 1; step <= steps; step++)
        {
            throughput.Start();
            throughput.Count(step);
            throughput.Stop();
        }

        Assert.That(throughput.Examples, Is.EqualTo(examples));
        Assert.That(throughput.Seconds, Is.Positive);
        Assert.That(throughput.PerSecond, Is.EqualTo(examples / throughput.Seconds).Within(1e-9).Percent);
    }
}
