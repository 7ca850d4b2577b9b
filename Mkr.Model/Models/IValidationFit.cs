using Mkr.Engine;

namespace Mkr.Model.Models;

/// <summary>
/// A trained model of which a part was fitted on the validation part: a scaling to logits, or weights of other models. On pairs that the
/// rest was trained on it would be fitted wrongly.
/// </summary>
internal interface IValidationFit
{
    /// <summary>Shows that part of the state.</summary>
    void VisitFit(StateVisitor visitor);
}
