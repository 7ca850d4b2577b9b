using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

internal sealed class RectangularProjectionTests : TripleOpFixture
{
    protected override int[] Columns(int d) => [d, d * 5];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction) =>
        new RelationProjection<T>(tape, Embed(tape, lookups[0]), lookups[1]).Output;

    protected override double[] Expected(double[][] rows, double direction)
    {
        (double[] x, double[] m) = (rows[0], rows[1]);
        return [.. Enumerable.Range(0, 5).Select(j => x.Select((value, i) => value * m[(i * 5) + j]).Sum())];
    }
}
