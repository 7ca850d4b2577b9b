using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>Walks over a state: reads it, or writes it.</summary>
public abstract class StateVisitor
{
    /// <summary>A parameter, [rows x columns].</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public abstract void Parameter<T>(Parameter<T> parameter)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Numbers in memory that the visitor may read or fill.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="name">Their name, unique in the state.</param>
    /// <param name="values">The numbers, in row-major order.</param>
    /// <param name="shape">The length of each dimension.</param>
    public abstract void Values<T>(string name, Memory<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged;

    /// <summary>A matrix whose rows lie apart.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="name">Its name, unique in the state.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="row">The memory of a row.</param>
    public abstract void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
        where T : unmanaged;

    /// <summary>Numbers whose count the state decides: a visitor that fills returns what it has, any other what it was given.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="name">Their name, unique in the state.</param>
    /// <param name="values">The present numbers.</param>
    public abstract T[] List<T>(string name, T[] values)
        where T : unmanaged;

    /// <summary>One number: a visitor that fills returns its own, any other what it was given.</summary>
    /// <typeparam name="T">float, double, int or long.</typeparam>
    /// <param name="name">Its name, unique in the state.</param>
    /// <param name="value">The present number.</param>
    public T Value<T>(string name, T value)
        where T : unmanaged => List<T>(name, [value])[0];

    /// <summary>Elements of any type without references, as the 32-bit integers that their memory holds.</summary>
    /// <typeparam name="TElement">The type, of a multiple of four bytes.</typeparam>
    /// <param name="name">Their name, unique in the state.</param>
    /// <param name="elements">The elements.</param>
    public void Elements<TElement>(string name, TElement[] elements)
        where TElement : unmanaged
    {
        ArgumentNullException.ThrowIfNull(elements);
        Rows(name, elements.Length, Unsafe.SizeOf<TElement>() / sizeof(int), row =>
            MemoryMarshal.Cast<TElement, int>(elements.AsSpan(row, 1)));
    }

    /// <summary>The same visitor for a part of the state, whose names get the prefix <c>part/</c>.</summary>
    public StateVisitor Under(string part) => new PartVisitor(this, part + "/");

    private sealed class PartVisitor(StateVisitor whole, string prefix) : StateVisitor
    {
        /// <summary>A copy is shown, and copied back: a parameter has the name that it has.</summary>
        public override void Parameter<T>(Parameter<T> parameter)
        {
            ArgumentNullException.ThrowIfNull(parameter);
            var values = new T[parameter.Count];
            parameter.CopyTo(values);
            Values<T>(parameter.Name, values, parameter.Rows, parameter.Columns);
            parameter.CopyFrom(values);
        }

        public override void Values<T>(string name, Memory<T> values, params ReadOnlySpan<int> shape) =>
            whole.Values(prefix + name, values, shape);

        public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row) =>
            whole.Rows(prefix + name, rows, columns, row);

        public override T[] List<T>(string name, T[] values) => whole.List(prefix + name, values);
    }
}

/// <summary>The memory of a matrix's row.</summary>
/// <typeparam name="T">The type of its elements.</typeparam>
public delegate Span<T> MatrixRow<T>(int row)
    where T : unmanaged;
