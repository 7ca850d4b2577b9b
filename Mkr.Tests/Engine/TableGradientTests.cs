using System.Reflection;
using Mkr.Engine;
using Mkr.Tests.Engine.Optimizers;

namespace Mkr.Tests.Engine;

public sealed class TableGradientTests
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

    /// <summary>The counter that tells this step's rows from earlier ones' runs full after two billion rows: a minute of training. It must start again.</summary>
    [Test]
    public void The_step_counter_may_run_full()
    {
        Table<double> table = new ParameterSet<double>().AddTable("table", 9, 1);
        var tape = new TableTape<double>(table, 4);
        tape.Run([0, 1, 2, 3], [1, 1, 1, 1]);
        TableGradient<double> gradient = tape.Tape.Tables[0];
        FieldInfo counter = typeof(TableGradient<double>).GetField("_base", BindingFlags.Instance | BindingFlags.NonPublic)!;
        counter.SetValue(gradient, int.MaxValue - 11);
        for (int step = 0; step < 6; step++)
        {
            tape.Run([5, 6, 7, 5], [1, 2, 3, 4]);
            Assert.That(gradient.Places.ToArray(), Is.EqualTo(new[] { 5, 6, 7 }));
            Assert.That(gradient.Values[0], Is.EqualTo(5));
        }

        tape.Run([8, 0, 8, 1], [1, 2, 3, 4]);
        Assert.That(gradient.Places.ToArray(), Is.EqualTo(new[] { 8, 0, 1 }), "rows that were read long ago, or never");
    }
}
