using Mkr.Engine;
using Mkr.Engine.LinearAlgebra;

namespace Mkr.Model.Models.Dkn;

/// <summary>What scores are made of: each item's title, and what the layers make of it.</summary>
internal sealed class DknItems : IStateful
{
    /// <summary>Zeros for so many items.</summary>
    public DknItems(DknOptions options, int count)
    {
        Count = count;
        Titles = new RowMatrix<float>(count, options.Windows * options.Filters);
        if (options.Attention == DknLayer.Mlp) Attention = new DknItemLayer(count, options.AttentionHidden);
        if (options.Prediction == DknLayer.Mlp) Prediction = new DknItemLayer(count, options.PredictionHidden);
    }

    public int Count { get; }

    /// <summary>t of each item.</summary>
    public RowMatrix<float> Titles { get; }

    /// <summary>The attention's layer; null where it is an inner product.</summary>
    public DknItemLayer? Attention { get; }

    /// <summary>The prediction's layer; null where it is an inner product. A user's half is the weighted mean of his clicks'.</summary>
    public DknItemLayer? Prediction { get; }

    /// <summary>What is added to each score.</summary>
    public float[] Bias { get; } = new float[1];

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        visitor.Rows("title", Count, Titles.Columns, row => Titles[row]);
        Attention?.Visit("attention", Count, visitor);
        Prediction?.Visit("prediction", Count, visitor);
        visitor.Values<float>("score_bias", Bias, 1);
    }
}
