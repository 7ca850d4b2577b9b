using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

[TestsOf(typeof(LengthClamp<>))]
[TestFixture(1)]
[TestFixture(1e-12)]
internal sealed class LengthClampTests(double least) : TripleOpFixture
{
    protected override int[] Columns(int d) => [d];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction) =>
        new LengthClamp<T>(tape, Embed(tape, lookups[0]), least).Output;

    protected override double[] Expected(double[][] rows, double direction)
    {
        double length = Math.Max(least, Math.Sqrt(rows[0].Sum(x => x * x)));
        return [.. rows[0].Select(x => x / length)];
    }
}
