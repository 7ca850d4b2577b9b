namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>What a model of triples is trained by.</summary>
internal enum TripleLoss
{
    /// <summary>A true triple's score is to be above a false one's by a margin (<see cref="Engine.Losses.MarginRanking{T}"/>).</summary>
    Margin,

    /// <summary>True triples are to be told from false ones (<see cref="Engine.Losses.LogisticRanking{T}"/>).</summary>
    Logistic,

    /// <summary>The same, false triples of high scores weighing more (RotatE, Sun et al., ICLR 2019).</summary>
    SelfAdversarial,

    /// <summary>One against all: the missing entity is to be chosen among all (<see cref="Engine.Losses.SoftmaxOverRows{T}"/>).</summary>
    Softmax,
}
