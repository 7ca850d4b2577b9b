using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.Hybrid.Attention;

namespace Mkr.Model.Models.Hybrid;

/// <summary>Makes what scores by the towers: inner products, and where it is asked for, attention.</summary>
internal static class HybridTowers
{
    /// <summary>Scores by vectors that are there, and by the tables of a model.</summary>
    /// <param name="options">The model's options.</param>
    /// <param name="facts">What there is to attend to.</param>
    /// <param name="users">The users' vectors.</param>
    /// <param name="vectors">The items' vectors.</param>
    /// <param name="model">Has the tables; null for zeros, to be filled.</param>
    public static ITrainedModel Create(HybridOptions options, HybridFacts facts, float[] users, float[] vectors, HybridModel<float>? model)
    {
        int length = HybridEncoder.VectorLength(options);
        var towers = new VectorRecommender(HybridDefinition.TableTitle, length, users, vectors, [Terms.ItemBias]);
        int items = facts.Positives.ItemCount;
        AttentionScorer? history = options.AttendsToHistory
            ? Scorer("history_attention", options, facts.AttendedHistories(options.Attended), items, model?.HistoryAttention)
            : null;
        AttentionScorer? attributes = options.AttendsToAttributes && facts.AttributeCount > 0
            ? Scorer("attribute_attention", options, facts.AttendedAttributes(), facts.AttributeCount, model?.AttributeAttention)
            : null;
        return history is null && attributes is null
            ? towers
            : new AttentiveTowers(towers, length, users, vectors, history, attributes);
    }

    private static AttentionScorer Scorer(
        string name, HybridOptions options, CompressedRows sets, int rows, AttentionTables<float>? tables) =>
        new(name, options.Dim, Values(tables?.Keys, rows * options.Dim), Values(tables?.Values, rows * options.Dim), sets);

    private static float[] Values(Table<float>? table, int count)
    {
        float[] values = new float[count];
        table?.CopyTo(values);
        return values;
    }
}
