using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Data;

namespace Mkr.Model.Training.Columns;

/// <summary>
/// The values that the owner of each example has in a field. Of a history the example's own item is left out, once: a positive would give
/// itself away.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="field">The field.</param>
/// <param name="owners">The owners, one an example.</param>
/// <param name="ownItems">The items of the examples, which are not to be in a history; null where examples have none.</param>
/// <param name="bags">Receives the values.</param>
internal sealed class FeatureBags<T>(FeatureField field, RowNumbers owners, RowNumbers? ownItems, BagLookup<T> bags) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RowNumbers? _ownItems = field.IsHistory ? ownItems : null;
    private readonly T[]? _weights = field.Weights?.Select(T.CreateChecked).ToArray();

    /// <inheritdoc/>
    public void Fill(int count)
    {
        ReadOnlySpan<int> rows = owners.Rows[..count];
        int end = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<int> values = field[rows[i]];
            int own = _ownItems is null ? -1 : values.BinarySearch(_ownItems.Rows[i]);
            if (own < 0)
            {
                values.CopyTo(bags.Rows[end..]);
                end += values.Length;
            }
            else
            {
                values[..own].CopyTo(bags.Rows[end..]);
                values[(own + 1)..].CopyTo(bags.Rows[(end + own)..]);
                end += values.Length - 1;
            }

            bags.Ends[i] = end;
        }

        if (_weights is not null) FillWeights(rows);
    }

    private void FillWeights(ReadOnlySpan<int> rows)
    {
        int start = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int end = bags.Ends[i];
            _weights.AsSpan(field.Starts[rows[i]], end - start).CopyTo(bags.Weights[start..]);
            start = end;
        }
    }
}
