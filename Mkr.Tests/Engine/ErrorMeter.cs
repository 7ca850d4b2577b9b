namespace Mkr.Tests.Engine;

/// <summary>The largest |actual - expected| / max(1, |expected|) of many pairs: one assertion instead of a million.</summary>
internal sealed class ErrorMeter
{
    private double _worst;
    private string _pair = "nothing compared";

    public int Count { get; private set; }

    public void Add(double actual, double expected)
    {
        Count++;
        double error = Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected));
        if (error <= _worst) return;
        _worst = double.IsNaN(error) ? double.PositiveInfinity : error;
        _pair = $"{actual} instead of {expected}";
    }

    /// <summary>Asserts that float pairs agree to 2e-5, or double ones to 1e-13: rounding in sums of up to 256 terms.</summary>
    public void AssertRounding<T>() => AssertBelow(typeof(T) == typeof(float) ? 2e-5 : 1e-13);

    public void AssertBelow(double tolerance)
    {
        Assert.That(Count, Is.Positive);
        Assert.That(_worst, Is.LessThan(tolerance), _pair);
    }
}
