using Mkr.Engine;


namespace Mkr.Model.Models.Pairs;

/// <summary>The parameters of a model that learns from labelled pairs.</summary>
internal interface IPairModel : IStateful
{
    /// <summary>Makes up all rows' missed steps.</summary>
    void CatchUp();

    /// <summary>What the present parameters can do: scores that are logits. Later steps do not change them.</summary>
    ITrainedModel CreateRecommender();
}
