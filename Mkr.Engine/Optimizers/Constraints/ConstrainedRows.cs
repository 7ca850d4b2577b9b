using System.Numerics;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// A table with a constraint. After a step the optimizer has it obeyed by the rows that the step moved; as what is asked for missed steps,
/// after the optimizer, it has it obeyed by rows whose missed steps were just made up.
/// </summary>
/// <remarks>
/// To obey twice is not to obey once to the last bit: where no step has come since all rows obeyed, they are left alone, so that reading
/// them changes nothing.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ConstrainedRows<T>(TableGradient<T> gradient, IRowConstraint<T> constraint) : IDeferredRows
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private bool _allObey;

    /// <summary>The gradient of the table.</summary>
    public TableGradient<T> Gradient => gradient;

    /// <inheritdoc/>
    public void CatchUp(ReadOnlySpan<int> places, int pairs)
    {
        foreach (int place in places) ApplyTo(place);
    }

    /// <inheritdoc/>
    public void CatchUpAll()
    {
        if (_allObey) return;
        Apply(0, gradient.Storage.Places);
        _allObey = true;
    }

    /// <summary>The rows of <paramref name="count"/> slots.</summary>
    public void ApplyToSlots(int slot, int count)
    {
        CatchUp(gradient.Places.Slice(slot, count), pairs: 0);
        _allObey = false;
    }

    /// <summary>The rows at <paramref name="count"/> places.</summary>
    public void Apply(int place, int count)
    {
        for (int end = place + count; place < end; place++) ApplyTo(place);
    }

    private void ApplyTo(int place) =>
        constraint.Apply(gradient.Storage.Values.Slice(place * gradient.Storage.Stride, gradient.Tables[0].Columns));
}
