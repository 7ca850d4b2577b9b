using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

[TestsOf(typeof(CircularCorrelation<>))]
internal sealed class CircularCorrelationTests : TripleOpFixture
{
    protected override int[] Columns(int d) => [d, d];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction) =>
        new CircularCorrelation<T>(tape, Embed(tape, lookups[0]), Embed(tape, lookups[1]), direction).Output;

    protected override double[] Expected(double[][] rows, double direction)
    {
        int d = rows[0].Length;
        return
        [
            .. Enumerable.Range(0, d).Select(i => Enumerable.Range(0, d).Sum(j =>
                rows[1][j] * rows[0][(i + (direction > 0 ? d - j : j)) % d])),
        ];
    }
}
