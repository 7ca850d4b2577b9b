using Mkr.Model.Metrics.Statistics;

namespace Mkr.Tests.Model.Metrics.Statistics;

internal sealed class SampleStatisticsTests
{
    [Test]
    public void The_deviation_divides_by_one_less_than_the_count()
    {
        SampleStatistics actual = SampleStatistics.FromValues([1, 2, 3, 6]);
        Assert.That(actual.Count, Is.EqualTo(4));
        Assert.That(actual.Mean, Is.EqualTo(3));
        Assert.That(actual.StandardDeviation, Is.EqualTo(Math.Sqrt(14 / 3.0)).Within(1e-15));
    }

    [Test]
    public void Too_few_values_leave_it_undefined()
    {
        Assert.That(SampleStatistics.FromValues([5]), Is.EqualTo(new SampleStatistics(1, 5, double.NaN)));
        Assert.That(SampleStatistics.FromValues([]), Is.EqualTo(new SampleStatistics(0, double.NaN, double.NaN)));
    }
}
