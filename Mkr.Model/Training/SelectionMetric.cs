using Mkr.Model.Metrics;
using Mkr.Model.Settings;

namespace Mkr.Model.Training;

/// <summary>What the best epoch is chosen by: a metric on the validation part, of which more is better.</summary>
public sealed class SelectionMetric : INamedChoice<SelectionMetric>
{
    private SelectionMetric(string name, bool isRanking) => (Name, IsRanking) = (name, isRanking);

    /// <summary>The area under the ROC curve.</summary>
    public static SelectionMetric Auc { get; } = new("auc", isRanking: false);

    /// <summary>The share of labels predicted.</summary>
    public static SelectionMetric Accuracy { get; } = new("accuracy", isRanking: false);

    /// <summary>NDCG@10 over all items that are not in the training part.</summary>
    public static SelectionMetric Ndcg10 { get; } = new("ndcg@10", isRanking: true);

    /// <summary>Recall@10 over all items that are not in the training part.</summary>
    public static SelectionMetric Recall10 { get; } = new("recall@10", isRanking: true);

    /// <summary>The mean reciprocal rank of the entities that complete the validation triples, of models of a graph alone.</summary>
    public static SelectionMetric Mrr { get; } = new("mrr", isRanking: false);

    /// <inheritdoc/>
    public static IReadOnlyList<SelectionMetric> All { get; } = [Auc, Accuracy, Ndcg10, Recall10, Mrr];

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Whether it is measured on ranked lists, and not on the labelled pairs.</summary>
    public bool IsRanking { get; }
}
