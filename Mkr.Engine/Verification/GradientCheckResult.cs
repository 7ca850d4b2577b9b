namespace Mkr.Engine.Verification;

/// <summary>How far the gradient with respect to one parameter is from finite differences.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Elements">The number of elements checked.</param>
/// <param name="RelativeError">
/// The largest |a - n| / max(|a|, |n|, g / 10) over the elements, with a the analytic and n the numeric derivative, and g the parameter's
/// largest |a|: so an element whose derivative almost cancels is measured against its neighbours, not against rounding.
/// </param>
/// <param name="Analytic">The analytic derivative of the worst element.</param>
/// <param name="Numeric">The numeric one.</param>
public sealed record GradientCheckResult(string Parameter, int Elements, double RelativeError, double Analytic, double Numeric);
