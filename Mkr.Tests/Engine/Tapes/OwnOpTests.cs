using System.Reflection;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Engine.Verification;

namespace Mkr.Tests.Engine.Tapes;

/// <summary>Ops as another assembly would write them: a lookup and a loss of one's own, on an input of several features.</summary>
internal sealed class OwnOpTests
{
    private const int Features = 3;

    [Test]
    public void Their_gradients_equal_finite_differences([Values] Reduction reduction)
    {
        Tape<double> tape = Record(new Tape<double>(7), CreateTable(7), reduction);
        foreach (GradientCheckResult result in GradientCheck.Run(tape, 7))
            Assert.That(result.RelativeError, Is.LessThanOrEqualTo(GradientCheck.Tolerance), result.ToString());
    }

    [Test]
    public void Threads_that_share_a_step_change_no_bit()
    {
        const int Batch = 150;
        using var team = new WorkerTeam(2);
        Table<double> table = CreateTable(40);
        Tape<double> whole = Record(new Tape<double>(Batch, tile: 16), table, Reduction.Mean);
        Tape<double> split = Record(new Tape<double>(Batch, tile: 16), table, Reduction.Mean);
        split.SplitOver(team, replica => Record(replica, table, Reduction.Mean));
        split.IsSplit = true;
        Assert.That(split.ForwardBackward(Batch), Is.EqualTo(whole.ForwardBackward(Batch)).And.Not.Zero);
        Assert.That(split.Team, Is.Not.Null);
        Assert.That(split.Tables[0].Values.ToArray(), Is.EqualTo(whole.Tables[0].Values.ToArray()));
    }

    /// <summary>The tests see the engine's internals; another assembly does not.</summary>
    [Test]
    public void What_they_need_is_public()
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        MethodBase[] members =
        [
            typeof(LookupOp<double>).GetConstructor(Any, [typeof(Tape<double>), typeof(string), typeof(Lookup<double>)])!,
            typeof(LookupOp<double>).GetProperty("Rows", Any)!.GetMethod!,
            typeof(LookupOp<double>).GetMethod("BackwardRows", Any)!,
            typeof(Loss<double>).GetProperty("Factor", Any)!.GetMethod!,
            typeof(Loss<double>).GetMethod("Reduce", Any)!,
            typeof(StepOp<double>).GetProperty("Sum", Any)!.SetMethod!,
            typeof(Variable<double>).GetMethod("ClearPadding", Any, [])!,
        ];
        Assert.That(members.All(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly));
    }

    private static Table<double> CreateTable(int rows)
    {
        Table<double> table = new ParameterSet<double>().AddTable("table", rows, Features);
        new Normal(1).Fill(table, new SeededRandom(1));
        return table;
    }

    private static Tape<double> Record(Tape<double> tape, Table<double> table, Reduction reduction)
    {
        Lookup<double> lookup = tape.Lookup(table);
        var target = new BatchInput<double>(tape, "target", Features);
        for (int i = 0; i < tape.MaxBatch; i++)
            lookup.Rows[i] = i % 5 == 0 ? 2 : i % table.Rows;
        for (int i = 0; i < target.Values.Length; i++)
            target.Values[i] = i % 4;
        _ = new SquaredError(tape, new TripledRows(tape, lookup).Output, target.Output) { Scale = 0.4, Reduction = reduction };
        return tape;
    }

    /// <summary>y = 3 row.</summary>
    private sealed class TripledRows(Tape<double> tape, Lookup<double> lookup) : LookupOp<double>(tape, "tripled rows", lookup)
    {
        public Variable<double> Output => Rows;

        public override void Forward()
        {
            base.Forward();
            Triple(Rows.Value);
        }

        protected internal override void BackwardRows() => Triple(Rows.Gradient);

        private static void Triple(LaneMatrix<double> x)
        {
            for (int j = 0; j < x.Features; j++)
            {
                foreach (ref double element in x[j])
                    element *= 3;
            }
        }
    }

    /// <summary>|x - y|² / 2, with the gradient x - y in x.</summary>
    private sealed class SquaredError(Tape<double> tape, Variable<double> x, Variable<double> y) : Loss<double>(tape, "squared error", x)
    {
        public override void Forward()
        {
            for (int j = 0; j < Inputs[0].Features; j++)
            {
                for (int lane = 0; lane < Inputs[0].Shape.Lanes; lane++)
                    Sum += Math.Pow(Inputs[0].Value[j][lane] - y.Value[j][lane], 2) / 2;
            }
        }

        public override void Backward()
        {
            for (int j = 0; j < Inputs[0].Features; j++)
            {
                Span<double> gradient = Inputs[0].Gradient[j];
                for (int lane = 0; lane < gradient.Length; lane++)
                    gradient[lane] = (Adds(0) ? gradient[lane] : 0) + (Factor * (Inputs[0].Value[j][lane] - y.Value[j][lane]));
            }

            Inputs[0].ClearPadding();
        }
    }
}
