using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

[TestsOf(typeof(HyperplaneProjection<>))]
internal sealed class HyperplaneProjectionTests : TripleOpFixture
{
    // A normal of one number may be next to 0.
    protected override int[] Dims => [3, 4, 7, 8, 16, 20, 33, 64];

    protected override int[] Columns(int d) => [d, d];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction) =>
        new HyperplaneProjection<T>(tape, Embed(tape, lookups[0]), Embed(tape, lookups[1])).Output;

    protected override double[] Expected(double[][] rows, double direction)
    {
        double length = Math.Sqrt(rows[1].Sum(n => n * n));
        double[] w = [.. rows[1].Select(n => n / length)];
        double part = w.Zip(rows[0], (a, b) => a * b).Sum();
        return [.. rows[0].Zip(w, (x, n) => x - (part * n))];
    }
}
