using Mkr.Model.Settings;

namespace Mkr.Model.Models.Mkr.Tails;

/// <summary>The loss of the KGE task's triples; lambda1 multiplies it.</summary>
internal enum KgeLoss
{
    /// <summary>The one that suits the model: difference for MKR's predicted tail, margin for others.</summary>
    [SettingName("auto")]
    OfModel,

    /// <summary>-(score(true) - score(false)) (MKR, equation 9).</summary>
    Difference,

    /// <summary>A true triple's score is to be above a false one's by a margin.</summary>
    Margin,

    /// <summary>True triples are to be told from false ones.</summary>
    Logistic,

    /// <summary>The same, false triples of high scores weighing more.</summary>
    SelfAdversarial,
}
