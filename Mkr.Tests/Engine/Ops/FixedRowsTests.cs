using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

[TestsOf(typeof(FixedRows<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class FixedRowsTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = 7;

    [Test]
    public void An_example_has_the_row_of_its_number([Values(1, 3, 4, 6, 33)] int columns, [Values(1, 40, 700)] int batch)
    {
        T[] values = [.. Enumerable.Range(0, Rows * columns).Select(T.CreateChecked)];
        var tape = new Tape<T>(batch);
        var numbers = new RowNumbers(batch);
        var output = new BatchOutput<T>(tape, new FixedRows<T>(tape, "x", numbers, values, columns).Output);
        for (int i = 0; i < batch; i++) numbers.Rows[i] = i * 3 % Rows;
        tape.Forward(batch);
        T[] expected = [.. Enumerable.Range(0, batch).SelectMany(i => values.AsSpan(i * 3 % Rows * columns, columns).ToArray())];
        Assert.That(output.Values.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void There_is_no_other_row([Values(-1, Rows)] int number)
    {
        var tape = new Tape<T>(1);
        var numbers = new RowNumbers(1);
        _ = new FixedRows<T>(tape, "x", numbers, new T[Rows * 2], 2);
        numbers.Rows[0] = number;
        Assert.That(() => tape.Forward(1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0 to 6"));
    }

    [Test]
    public void Rows_that_are_not_whole_and_numbers_that_are_too_few_are_refused()
    {
        var tape = new Tape<T>(4);
        Assert.That(() => new FixedRows<T>(tape, "x", new RowNumbers(4), new T[5], 2), Throws.ArgumentException);
        Assert.That(() => new FixedRows<T>(tape, "x", new RowNumbers(3), new T[4], 2), Throws.ArgumentException);
    }
}
