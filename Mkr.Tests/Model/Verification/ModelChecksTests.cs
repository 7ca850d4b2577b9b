using Mkr.Engine;
using Mkr.Engine.Verification;
using Mkr.Model.Models;

namespace Mkr.Tests.Model.Verification;

internal sealed class ModelChecksTests
{
    private static IEnumerable<TestCaseData> Checks() => ModelCatalog.All.SelectMany(model => model.GradientChecks())
        .Select(c => new TestCaseData(c).SetArgDisplayNames(c.Name));

    [TestCaseSource(nameof(Checks))]
    public void Gradient_of_the_whole_loss_equals_finite_differences(OpCheck check)
    {
        IReadOnlyList<GradientCheckResult> results = check.Run();
        Assert.That(results, Is.Not.Empty);
        foreach (GradientCheckResult result in results)
            Assert.That(result.RelativeError, Is.LessThanOrEqualTo(GradientCheck.Tolerance), result.ToString());
    }
}
