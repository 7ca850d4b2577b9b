using Mkr.Engine;
using Mkr.Tests.Engine.Optimizers;

namespace Mkr.Tests.Engine;

internal sealed class TableGradientTests
{
    [Test]
    public void Duplicates_share_a_slot_in_order_of_first_appearance()
    {
        Table<double> table = new ParameterSet<double>().AddTable("table", 9, 1);
        var tape = new TableTape<double>(table, 5);
        tape.Run([7, 2, 7, 4, 2], [1, 2, 3, 4, 5]);
        TableGradient<double> gradient = tape.Tape.Tables[0];
        Assert.That(gradient.Places.ToArray(), Is.EqualTo(new[] { 7, 2, 4 }));
        Assert.That(new[] { gradient.Values[0], gradient.Values[4], gradient.Values[8] }, Is.EqualTo(new double[] { 4, 7, 4 }));
    }
}
