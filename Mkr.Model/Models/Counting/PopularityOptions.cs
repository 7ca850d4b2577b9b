namespace Mkr.Model.Models.Counting;

/// <summary>Counting has nothing to choose.</summary>
internal sealed record PopularityOptions : ModelOptions;
