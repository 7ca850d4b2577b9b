using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Engine;

namespace Mkr.Model.Models.States;

/// <summary>Looks for numbers that are not finite: a training that has diverged.</summary>
internal sealed class FiniteCheck : StateVisitor
{
    private string? _found;

    /// <summary>The name of the first piece of a state that has such a number; null where there is none.</summary>
    public static string? FirstBad(IStateful state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var check = new FiniteCheck();
        state.Visit(check);
        return check._found;
    }

    /// <inheritdoc/>
    public override void Parameter<T>(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (_found is not null) return;
        var values = new T[parameter.Count];
        parameter.CopyTo(values);
        Look<T>(parameter.Name, values);
    }

    /// <inheritdoc/>
    public override void Values<T>(string name, Memory<T> values, params ReadOnlySpan<int> shape) => Look<T>(name, values.Span);

    /// <inheritdoc/>
    public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        for (int i = 0; i < rows; i++) Look<T>(name, row(i));
    }

    /// <inheritdoc/>
    public override T[] List<T>(string name, T[] values)
    {
        Look<T>(name, values);
        return values;
    }

    private void Look<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        bool isFinite = typeof(T) == typeof(float) ? AreFinite(MemoryMarshal.Cast<T, float>(values))
            : typeof(T) != typeof(double) || AreFinite(MemoryMarshal.Cast<T, double>(values));
        if (!isFinite) _found ??= name;
    }

    private static bool AreFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (T value in values)
            if (!T.IsFinite(value)) return false;
        return true;
    }
}
