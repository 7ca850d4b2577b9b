using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

[TestsOf(typeof(ComplexProduct<>))]
internal sealed class ComplexProductTests : TripleOpFixture
{
    protected override int[] Dims => [4, 8, 12, 16, 32, 36, 64];

    protected override int[] Columns(int d) => [d, d];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction) =>
        new ComplexProduct<T>(tape, Embed(tape, lookups[0]), Embed(tape, lookups[1]), direction).Output;

    protected override double[] Expected(double[][] rows, double direction)
    {
        (double[] x, double[] r) = (rows[0], rows[1]);
        (int real, int imaginary) = (x.Length / 2, x.Length / 4 * 3);
        double[] y = [.. x.Zip(r, (a, b) => a * b)];
        for (int i = 0; i < x.Length / 4; i++)
        {
            Complex product = new Complex(x[real + i], x[imaginary + i]) * new Complex(r[real + i], direction * r[imaginary + i]);
            (y[real + i], y[imaginary + i]) = (product.Real, product.Imaginary);
        }

        return y;
    }
}
