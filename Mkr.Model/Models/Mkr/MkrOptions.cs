namespace Mkr.Model.Models.Mkr;

/// <summary>The shape of an MKR model and its loss.</summary>
public sealed record MkrOptions
{
    /// <summary>d: the dimension of all embeddings and hidden layers.</summary>
    public int Dim { get; init; } = 8;

    /// <summary>L: the number of low layers, each a cross&amp;compress unit and a dense layer.</summary>
    public int LowLayers { get; init; } = 1;

    /// <summary>H (K in the paper): the number of high layers.</summary>
    public int HighLayers { get; init; } = 1;

    /// <summary>f_RS.</summary>
    public PredictionFunction FRs { get; init; } = PredictionFunction.InnerProduct;

    /// <summary>The loss of the KGE task.</summary>
    public Objective Objective { get; init; } = Objective.Paper;

    /// <summary>lambda1: the weight of the KGE task in the paper's objective.</summary>
    public double Lambda1 { get; init; } = 0.5;

    /// <summary>lambda2: the weight of the L2 term.</summary>
    public double L2 { get; init; } = 1e-6;
}
