using Mkr.Engine;
using Mkr.Engine.LinearAlgebra;

namespace Mkr.Model.Models.Dkn;

/// <summary>A layer on two titles, relu(t_click W + t W' + b) · v: its halves, a row an item, and v.</summary>
/// <param name="items">The items.</param>
/// <param name="hidden">The layer's width.</param>
internal sealed class DknItemLayer(int items, int hidden)
{
    /// <summary>t_click W.</summary>
    public RowMatrix<float> Clicks { get; } = new(items, hidden);

    /// <summary>t W' + b.</summary>
    public RowMatrix<float> Candidates { get; } = new(items, hidden);

    /// <summary>v.</summary>
    public float[] Output { get; } = new float[hidden];

    /// <summary>Shows the numbers, or fills them.</summary>
    public void Visit(string name, int count, StateVisitor visitor)
    {
        visitor.Rows(name + "_click", count, Output.Length, row => Clicks[row]);
        visitor.Rows(name + "_candidate", count, Output.Length, row => Candidates[row]);
        visitor.Values<float>(name + "_out", Output, Output.Length);
    }
}
