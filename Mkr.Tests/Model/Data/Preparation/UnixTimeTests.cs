using System.Text;
using Mkr.Model.Data.Preparation;

namespace Mkr.Tests.Model.Data.Preparation;

internal sealed class UnixTimeTests
{
    [TestCase("978300760", 978300760)]
    [TestCase("-5", -5)]
    [TestCase("978300760.0", 978300760)]
    [TestCase("9.783e8", 978300000)]
    [TestCase("1.6", 2)]
    [TestCase("1970-01-02", 86400)]
    [TestCase("1970-01-01 00:01:00", 60)]
    [TestCase("1970-01-01T01:00:00+01:00", 0)]
    [TestCase("11/11/2019 9:05:58 AM", 1573463158)]
    public void Reads_numbers_and_dates(string text, long time)
    {
        Assert.That(UnixTime.TryParse(Encoding.UTF8.GetBytes(text), out long read), Is.True);
        Assert.That(read, Is.EqualTo(time));
    }

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("NaN")]
    [TestCase("1e300")]
    [TestCase("2019-02-30")]
    public void Anything_else_is_no_time(string text) =>
        Assert.That(UnixTime.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);
}
