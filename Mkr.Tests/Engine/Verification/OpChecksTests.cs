using System.Reflection;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Verification;
using Mkr.Model.Models;

namespace Mkr.Tests.Engine.Verification;

[TestsOf(typeof(CotangentProbe<>))]
internal sealed class OpChecksTests
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

    /// <summary>
    /// An op without a check cannot be trusted: every op class must stand on some check's tape, the engine's or a model's.
    /// </summary>
    [Test]
    public void Every_op_has_a_check()
    {
        // None has a gradient of its own: one copies its variable out, one reports a figure, one starts from fixed numbers.
        Type[] withoutGradient = [typeof(BatchOutput<>), typeof(RootMeanSquareError<>), typeof(ShiftedRelu<>)];
        IEnumerable<OpCheck> checks = [.. OpChecks.All(), .. ModelCatalog.All.SelectMany(model => model.GradientChecks())];
        IEnumerable<Type> covered = checks.SelectMany(check => check.Tape.Ops).Select(Definition);
        Assert.That(Ops().Except(withoutGradient), Is.SubsetOf(covered.ToHashSet()));
    }

    /// <summary>
    /// A gradient check proves that backward fits forward, not that forward is right: every op has a fixture that says so.
    /// </summary>
    [Test]
    public void Every_op_has_a_test()
    {
        IEnumerable<Type> tested = typeof(OpChecksTests).Assembly.GetTypes()
            .SelectMany(t => t.GetCustomAttributes<TestsOfAttribute>(inherit: false)).SelectMany(t => t.Ops);
        Assert.That(Ops(), Is.SubsetOf(tested.ToHashSet()), $"an op that no fixture names with [{nameof(TestsOfAttribute)}]");
    }

    /// <summary>The ops of the engine and of the models.</summary>
    private static IEnumerable<Type> Ops() =>
        from assembly in new[] { typeof(Op<>).Assembly, typeof(ModelCatalog).Assembly }
        from type in assembly.GetTypes()
        where !type.IsAbstract && IsOp(type)
        select type;

    private static Type Definition(Op<double> op) =>
        op.GetType() is { IsGenericType: true } type ? type.GetGenericTypeDefinition() : op.GetType();

    private static bool IsOp(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Op<>)) return true;
        }

        return false;
    }
}
