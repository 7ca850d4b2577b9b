using System.Numerics;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// A table with a constraint. After a step the optimizer has it obeyed by the rows that the step moved; as what is asked for missed steps,
/// after the optimizer, it has it obeyed by rows whose missed steps were just made up.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ConstrainedRows<T>(TableGradient<T> gradient, IRowConstraint<T> constraint) : IDeferredRows
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The gradient of the table.</summary>
    public TableGradient<T> Gradient => gradient;

    /// <inheritdoc/>
    public void CatchUp(ReadOnlySpan<int> places, int pairs)
    {
        foreach (int place in places) ApplyTo(place);
    }

    /// <inheritdoc/>
    public void CatchUpAll() => Apply(0, gradient.Storage.Places);

    /// <summary>The rows of <paramref name="count"/> slots.</summary>
    public void ApplyToSlots(int slot, int count) => CatchUp(gradient.Places.Slice(slot, count), pairs: 0);

    /// <summary>The rows at <paramref name="count"/> places.</summary>
    public void Apply(int place, int count)
    {
        for (int end = place + count; place < end; place++) ApplyTo(place);
    }

    private void ApplyTo(int place) =>
        constraint.Apply(gradient.Storage.Values.Slice(place * gradient.Storage.Stride, gradient.Tables[0].Columns));
}
