namespace Mkr.Model.Models.Explanations;

/// <summary>The names of what scores are made of, where models share them.</summary>
internal static class Terms
{
    /// <summary>Similarity by the users that two items share.</summary>
    public const string CommonUsers = "users in common";

    /// <summary>The weight of a history item in the regression of the item on all others.</summary>
    public const string Regression = "regression on the history";

    /// <summary>Similarity by what the graph says of two items.</summary>
    public const string SharedFacts = "shared facts";

    /// <summary>The part of an inner product that items of the history stand for.</summary>
    public const string Vectors = "learnt vectors";

    /// <summary>The part that they do not.</summary>
    public const string RestOfVectors = "learnt vectors beyond the history";

    /// <summary>Attention to items of the history.</summary>
    public const string Attention = "attention";

    /// <summary>Attention to what the graph says of the item.</summary>
    public const string AttentionToFacts = "attention to the item's facts";

    /// <summary>How many have it.</summary>
    public const string Popularity = "popularity of the item";

    /// <summary>A learnt number of the item.</summary>
    public const string ItemBias = "bias of the item";

    /// <summary>A learnt number of the user.</summary>
    public const string UserBias = "bias of the user";

    /// <summary>What makes scores of different users comparable.</summary>
    public const string UserOffset = "offset of the user";

    /// <summary>What a head takes off for what pairs have on average, and its constant.</summary>
    public const string AveragePair = "what an average pair has";

    /// <summary>What has to do with neither the user nor the item.</summary>
    public const string Constant = "constant";
}
