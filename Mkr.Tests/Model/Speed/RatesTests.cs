using Mkr.Model.Speed;

namespace Mkr.Tests.Model.Speed;

internal sealed class RatesTests
{
    [Test]
    public void Runs_once_to_warm_up_and_three_times_at_least()
    {
        int runs = 0;
        IReadOnlyList<double> rates = Rates.Measure(TimeSpan.Zero, () => ++runs);
        Assert.That((runs, rates.Count), Is.EqualTo((4, 3)));
        Assert.That(rates, Has.All.GreaterThan(0));
    }

    [Test]
    public void Ends_when_it_is_told_to()
    {
        using var source = new CancellationTokenSource();
        Assert.That(
            () => Rates.Measure(TimeSpan.FromDays(1), Cancel, source.Token), Throws.InstanceOf<OperationCanceledException>());

        long Cancel()
        {
            source.Cancel();
            return 1;
        }
    }

    [Test]
    public void Median_of_none_is_no_number()
    {
        Assert.That(Rates.Median([3, 1, 2]), Is.EqualTo(2));
        Assert.That(Rates.Median([]), Is.NaN);
    }
}
