using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Optimizers;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

/// <summary>
/// TransR with false triples of which both ends are others than the true one's, against an independent implementation that takes
/// |(h - t) M + r|².
/// </summary>
internal sealed class TransRGoldenTests
{
    private const int Batch = 6;

    [TestCase("transr-margin-adam", RowPolicy.Dense)]
    [TestCase("transr-margin-adam", RowPolicy.Deferred)]
    [TestCase("transr-margin-sgd-project", RowPolicy.Dense)]
    public void Every_number_agrees(string name, RowPolicy rows)
    {
        BaselineGolden golden = BaselineGolden.Load(name);
        var options = new TransROptions
        {
            Dim = golden.Size("dim"),
            RelationDim = golden.Size("relation_dim"),
        };
        var model = new KgeModel<double>(options, golden.Size("n_entity"), golden.Size("n_relation"));
        (Parameter<double> Parameter, string Name)[] parameters =
        [
            (model.Entities, "entity_embedding"), (model.Function.Tables[0], "relation_embedding"),
            (model.Function.Tables[1], "relation_matrix"),
        ];
        foreach ((Parameter<double> parameter, string array) in parameters) golden.Fill(parameter, array);
        var tape = new Tape<double>(Batch);
        RelationRows<double> relation = model.Function.Look(tape);
        (Lookup<double> head, Lookup<double> tail) = (tape.Lookup(model.Entities), tape.Lookup(model.Entities));
        (Lookup<double> falseHead, Lookup<double> falseTail) = (tape.Lookup(model.Entities), tape.Lookup(model.Entities));
        Variable<double> score = Score(head, tail), falseScore = Score(falseHead, falseTail);
        _ = new MarginRanking<double>(tape, score, falseScore) { Margin = golden.Number("margin"), Reduction = Reduction.Mean };
        Optimizer<double> optimizer = golden.CreateOptimizer(tape, model.Parameters, rows);

        foreach (JsonNode step in golden.Steps)
        {
            GoldenTrajectory.Fill(head.Rows, step["head"]!);
            GoldenTrajectory.Fill(relation.Numbers.Rows, step["relation"]!);
            GoldenTrajectory.Fill(tail.Rows, step["tail"]!);
            GoldenTrajectory.Fill(falseHead.Rows, step["false_head"]!);
            GoldenTrajectory.Fill(falseTail.Rows, step["false_tail"]!);
            golden.AssertClose([tape.ForwardBackward(Batch)], [step["loss"]!.GetValue<double>()], "loss");
            golden.AssertClose(Distances(score), GoldenTrajectory.Numbers(step["distance_true"]!), "distances");
            golden.AssertClose(Distances(falseScore), GoldenTrajectory.Numbers(step["distance_false"]!), "false distances");
            foreach ((Parameter<double> parameter, string array) in parameters)
                golden.CheckGradient(step, tape, parameter, array);
            optimizer.Step();
            if (!golden.Flag("project_to_unit_ball_after_step")) continue;

            // After a step, and not before the first, as an optimizer's constraint is.
            Cut(model.Entities);
            Cut(model.Function.Tables[0]);
        }

        foreach ((Parameter<double> parameter, string array) in parameters) golden.CheckFinal(parameter, array);

        Variable<double> Score(Lookup<double> from, Lookup<double> to)
        {
            var (known, missing) = (new TableRows<double>(tape, from), new TableRows<double>(tape, to));
            return model.Function.Score(
                tape, model.Function.Query(relation, known.Vector), model.Function.Key(relation, missing.Vector));
        }

        static void Cut(Table<double> table)
        {
            for (int row = 0; row < table.Rows; row++) new BallRows<double>().Apply(table.Row(row));
        }

        static double[] Distances(Variable<double> score) => [.. score.Value[0][..Batch].ToArray().Select(s => -s)];
    }
}
