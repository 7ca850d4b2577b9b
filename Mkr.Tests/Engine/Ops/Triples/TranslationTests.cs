using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

[TestsOf(typeof(Translation<>))]
internal sealed class TranslationTests : TripleOpFixture
{
    protected override int[] Columns(int d) => [d, d];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction) =>
        new Translation<T>(tape, Embed(tape, lookups[0]), Embed(tape, lookups[1]), direction).Output;

    protected override double[] Expected(double[][] rows, double direction) =>
        [.. rows[0].Zip(rows[1], (x, r) => x + (direction * r))];
}
