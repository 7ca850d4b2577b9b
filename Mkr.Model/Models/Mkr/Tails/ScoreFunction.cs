using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr.Tails;

/// <summary>f_KG: how near the tail t = tL and the predicted tail p are (MKR, equation 8: "a similarity function f_KG").</summary>
internal enum ScoreFunction
{
    /// <summary>sigmoid(t · p).</summary>
    Sigmoid,

    /// <summary>t · p.</summary>
    Inner,

    /// <summary>t · p / (|t| |p|), 0 where a length is 0.</summary>
    Cosine,

    /// <summary>-|t - p|².</summary>
    Distance,

    /// <summary>-KL(softmax(t), softmax(p)).</summary>
    [SettingName("kl")]
    Divergence,
}
