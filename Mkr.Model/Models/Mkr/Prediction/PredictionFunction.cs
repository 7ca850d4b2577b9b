using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr.Prediction;

/// <summary>f_RS, which predicts an engagement's logit from the user's and the item's high-level vectors (MKR, equation 6).</summary>
internal enum PredictionFunction
{
    /// <summary>uL · vL.</summary>
    [SettingName("inner")]
    InnerProduct,

    /// <summary>An MLP of H layers on [uL; vL]; the last has one output and no activation.</summary>
    Mlp,

    /// <summary>A convolutional tower on the outer product uL vLᵀ (MKR, future work).</summary>
    Cnn,
}
