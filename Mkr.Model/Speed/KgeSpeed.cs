namespace Mkr.Model.Speed;

/// <summary>How fast a model of a graph alone trains; see <see cref="KgeTimer"/>.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Policy">What Adam does with rows outside the batch: the setting <c>adam</c>.</param>
/// <param name="Dim">d: the length of entities' vectors.</param>
/// <param name="TriplesPerSecond">True triples a second.</param>
internal sealed record KgeSpeed(string Model, string Policy, int Dim, double TriplesPerSecond);
