using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

[TestsOf(typeof(TableL2Penalty<>))]
internal sealed class TableL2PenaltyTests
{
    /// <summary>By hand: (1 + 4 + 9) / 2 · 0.5, whatever the batch reads.</summary>
    [Test]
    public void All_rows_count_once([Values(1, 3)] int batch)
    {
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("table", 3, 1);
        table.CopyFrom([1, 2, 3]);
        var tape = new Tape<double>(3);
        Lookup<double> rows = tape.Lookup(table);
        rows.Rows[..3].Fill(2);
        _ = new Embedding<double>(tape, rows);
        _ = new TableL2Penalty<double>(tape, table) { Scale = 0.5 };
        for (int step = 0; step < 2; step++)
        {
            Assert.That(tape.ForwardBackward(batch), Is.EqualTo(3.5));
            double[] gradient = new double[3];
            tape.Tables[0].AddTo(table, gradient);
            Assert.That(gradient, Is.EqualTo(new[] { 0.5, 1, 1.5 }));
        }

        Assert.That(tape.Forward(batch), Is.EqualTo(3.5));
    }
}
