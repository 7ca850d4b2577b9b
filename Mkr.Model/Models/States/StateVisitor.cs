using System.Numerics;
using Mkr.Engine;

namespace Mkr.Model.Models.States;

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
}

/// <summary>The memory of a matrix's row.</summary>
/// <typeparam name="T">The type of its elements.</typeparam>
public delegate Span<T> MatrixRow<T>(int row)
    where T : unmanaged;
