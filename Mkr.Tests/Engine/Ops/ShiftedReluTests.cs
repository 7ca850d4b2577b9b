using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

[TestsOf(typeof(ShiftedRelu<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class ShiftedReluTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [Test]
    public void It_is_the_row_and_the_shift_where_that_is_above_zero([Values(1, 5, 100)] int columns, [Values(1, 40, 700)] int rows)
    {
        var random = new SeededRandom(4);
        T[] values = Draw(rows * columns), first = Draw(columns), second = Draw(columns);
        var tape = new Tape<T>(rows);
        var op = new ShiftedRelu<T>(tape, values, columns);
        var output = new BatchOutput<T>(tape, op.Output);
        foreach (T[] shift in new[] { first, second })
        {
            shift.CopyTo(op.Shift);
            tape.Forward(rows);
            T[] expected = [.. values.Select((value, i) => T.Max(T.Zero, value + shift[i % columns]))];
            Assert.That(output.Values.ToArray(), Is.EqualTo(expected));
        }

        T[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextGaussian()))];
    }

    [Test]
    public void There_is_a_row_for_each_example() => Assert.That(
        () => new ShiftedRelu<T>(new Tape<T>(3), new T[8], 4), Throws.ArgumentException.With.Message.Contains("3 rows"));
}
