namespace Mkr.Model.Export.Vectors;

/// <summary>A trained model that has vectors of what it knows.</summary>
internal interface IVectors
{
    /// <summary>The tables; empty where the model has none after all.</summary>
    IReadOnlyList<VectorTable> Vectors { get; }
}
