using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr.Tails;

/// <summary>What follows the last layer that predicts the tail.</summary>
internal enum TailOutput
{
    /// <summary>The one that suits the score: reluSigmoid with sigmoid, linear with the others.</summary>
    [SettingName("auto")]
    OfScore,

    /// <summary>
    /// sigmoid(relu(x)), as the released program has it: the predicted tail lies in [.5, 1), which suits sigmoid(t · p) and confines other
    /// scores.
    /// </summary>
    ReluSigmoid,

    /// <summary>Nothing: the predicted tail is x.</summary>
    Linear,
}
