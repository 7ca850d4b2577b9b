using Mkr.Model.Theory;

namespace Mkr.Tests.Model.Theory;

internal sealed class TheoryChecksTests
{
    private static IEnumerable<TestCaseData> Results() => TheoryChecks.All(layers: 5)
        .Select(result => new TestCaseData(result).SetArgDisplayNames($"{result.Statement}, L = {result.Layers}"));

    [TestCaseSource(nameof(Results))]
    public void Statement_holds(TheoryResult result) => Assert.That(result.Holds, $"{result.Expected} expected, {result.Found} found");

    [Test]
    public void A_number_that_is_not_the_expected_one_does_not_hold()
    {
        Assert.That(new TheoryResult("degree", 1, 2, 2.1, 1e-4).Holds, Is.False);
        Assert.That(new TheoryResult("degree", 1, 2, double.NaN, 1e-4).Holds, Is.False);
    }
}
