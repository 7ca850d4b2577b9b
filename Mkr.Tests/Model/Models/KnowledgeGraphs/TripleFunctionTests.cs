using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Models.KnowledgeGraphs;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

/// <summary>The scores of all triples, folded from either side, against those of an independent implementation.</summary>
internal sealed class TripleFunctionTests
{
    private static IEnumerable<string> Names => KgeGolden.Names;

    [TestCaseSource(nameof(Names))]
    public void Folding_either_side_gives_the_score_of_every_triple(string name)
    {
        KgeGolden golden = KgeGolden.Load(name);
        KgeModel<double> model = golden.CreateModel("final");
        foreach (bool isHeadMissing in new[] { false, true })
            golden.AssertClose(Scores(model, golden.Relations, isHeadMissing), golden.Json["final_scores"]!, "scores");
    }

    /// <summary>By head, relation and tail.</summary>
    public static double[] Scores(KgeModel<double> model, int relations, bool isHeadMissing)
    {
        int entities = model.Entities.Rows, count = entities * relations * entities;
        var tape = new Tape<double>(count);
        RelationRows<double> relation = model.Function.Look(tape);
        Lookup<double> known = tape.Lookup(model.Entities), missing = tape.Lookup(model.Entities);
        var direction = new BatchInput<double>(tape, "direction");
        Variable<double> query = model.Function.Query(relation, new Embedding<double>(tape, known).Output, direction.Output);
        Variable<double> key = model.Function.Key(relation, new Embedding<double>(tape, missing).Output);
        var scores = new BatchOutput<double>(tape, model.Function.Score(tape, query, key));
        for (int i = 0; i < count; i++)
        {
            (int head, int tail) = (i / (relations * entities), i % entities);
            relation.Numbers.Rows[i] = i / entities % relations;
            (known.Rows[i], missing.Rows[i]) = isHeadMissing ? (tail, head) : (head, tail);
            direction.Values[i] = isHeadMissing ? -1 : 1;
        }

        tape.Forward(count);
        return scores.Values.ToArray();
    }
}
