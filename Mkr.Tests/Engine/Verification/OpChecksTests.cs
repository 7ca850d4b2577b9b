using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Verification;

namespace Mkr.Tests.Engine.Verification;

public sealed class OpChecksTests
{
    private static IEnumerable<TestCaseData> Checks() => OpChecks.All().Select(c => new TestCaseData(c).SetArgDisplayNames(c.Name));

    [TestCaseSource(nameof(Checks))]
    public void Gradient_equals_finite_differences(OpCheck check)
    {
        IReadOnlyList<GradientCheckResult> results = check.Run();
        Assert.That(results, Is.Not.Empty);
        foreach (GradientCheckResult result in results)
            Assert.That(result.RelativeError, Is.LessThanOrEqualTo(GradientCheck.Tolerance), result.ToString());
    }

    /// <summary>An op without a check cannot be trusted: every op class must stand on some check's tape.</summary>
    [Test]
    public void Every_op_has_a_check()
    {
        // Neither has a gradient of its own: one copies its variable out, the other reports a figure.
        Type[] withoutGradient = [typeof(BatchOutput<>), typeof(RootMeanSquareError<>)];
        IEnumerable<Type> ops = typeof(Op<>).Assembly.GetTypes().Where(t => !t.IsAbstract && IsOp(t));
        IEnumerable<Type> covered = OpChecks.All().SelectMany(c => c.Tape.Ops).Select(o => o.GetType().GetGenericTypeDefinition());
        Assert.That(ops.Except(withoutGradient), Is.SubsetOf(covered.ToHashSet()));
    }

    private static bool IsOp(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Op<>)) return true;
        }

        return false;
    }
}
