namespace Mkr.Model.Models.Counting;

/// <summary>Counting has nothing to choose.</summary>
public sealed record PopularityOptions : ModelOptions;
