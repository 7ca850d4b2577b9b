using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

[TestsOf(typeof(RelationProjection<>))]
internal sealed class RelationProjectionTests : TripleOpFixture
{
    protected override int[] Columns(int d) => [d, d * d];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction) =>
        new RelationProjection<T>(tape, Embed(tape, lookups[0]), lookups[1], direction).Output;

    protected override double[] Expected(double[][] rows, double direction)
    {
        (double[] x, double[] m) = (rows[0], rows[1]);
        int k = m.Length / x.Length;
        return
        [
            .. Enumerable.Range(0, k).Select(j =>
                Enumerable.Range(0, x.Length).Sum(i => x[i] * (direction > 0 ? m[(i * k) + j] : m[(j * k) + i]))),
        ];
    }
}
