using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Data;

namespace Mkr.Model.Export.Vectors;

/// <summary>The vectors of all users, items, entities or relations.</summary>
/// <param name="Name">The table's name, of lower case letters and hyphens, unique in a model.</param>
/// <param name="Owner">What the rows are of: row i is that of number i.</param>
/// <param name="Columns">The length of a vector.</param>
/// <param name="Values">The vectors, row-major.</param>
internal sealed record VectorTable(string Name, FeatureOwner Owner, int Columns, ReadOnlyMemory<float> Values)
{
    /// <summary>The number of vectors.</summary>
    public int Rows => Values.Length / Columns;

    /// <summary>A vector.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.Span.Slice(row * Columns, Columns);

    /// <summary>The rows of a parameter, under its own name.</summary>
    internal static VectorTable Of<T>(FeatureOwner owner, Parameter<T> parameter)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[parameter.Count];
        parameter.CopyTo(values);
        return new VectorTable(
            parameter.Name.Replace('_', '-'), owner, parameter.Columns, Array.ConvertAll(values, float.CreateTruncating));
    }
}
