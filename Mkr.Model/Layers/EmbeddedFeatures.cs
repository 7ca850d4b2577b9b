using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Layers;

/// <summary>A <see cref="FeatureVector{T}"/> on a tape.</summary>
/// <param name="Owners">The number of each example's owner: what fills a batch writes it here.</param>
/// <param name="Vector">The vectors.</param>
/// <param name="Columns">Look the owners' values up, once the owners are there.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed record EmbeddedFeatures<T>(RowNumbers Owners, Variable<T> Vector, IReadOnlyList<IBatchColumn> Columns)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Fills the columns for the first <paramref name="count"/> examples, whose owners are there.</summary>
    public void Fill(int count)
    {
        foreach (IBatchColumn column in Columns) column.Fill(count);
    }
}
