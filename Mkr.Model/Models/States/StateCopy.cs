using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Engine;

namespace Mkr.Model.Models.States;

/// <summary>Keeps a copy of a state, as that of the best epoch, and puts it back; as a state of its own it shows what it keeps.</summary>
internal sealed class StateCopy : IStateful
{
    private readonly Dictionary<string, Piece> _pieces = [];

    /// <summary>Whether something has been kept.</summary>
    public bool HasValues => _pieces.Count > 0;

    /// <summary>Keeps the present state, in the place of an earlier one.</summary>
    public void Keep(IStateful state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Keep(state.Visit);
    }

    /// <summary>Keeps the part of a state that <paramref name="visit"/> shows.</summary>
    public void Keep(Action<StateVisitor> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        visit(new Keeper(_pieces));
    }

    /// <summary>Puts back what was kept.</summary>
    public void Restore(IStateful state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Restore(state.Visit);
    }

    /// <summary>Puts it back into the part of a state that <paramref name="visit"/> shows.</summary>
    public void Restore(Action<StateVisitor> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        visit(new Restorer(_pieces));
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        foreach ((string name, Piece piece) in _pieces) piece.Visit(name, visitor);
    }

    private abstract class Piece
    {
        public abstract void Visit(string name, StateVisitor visitor);
    }

    private sealed class Piece<T>(T[] values, params int[] shape) : Piece
        where T : unmanaged
    {
        public T[] Values => values;

        public override void Visit(string name, StateVisitor visitor) => visitor.Values<T>(name, values, shape);
    }

    private sealed class Keeper(Dictionary<string, Piece> pieces) : StateVisitor
    {
        public override void Parameter<T>(Parameter<T> parameter) =>
            parameter.CopyTo(Room<T>(parameter.Name, parameter.Count, parameter.Rows, parameter.Columns));

        public override void Values<T>(string name, Memory<T> memory, params ReadOnlySpan<int> shape) =>
            memory.Span.CopyTo(Room<T>(name, memory.Length, shape));

        public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
        {
            T[] room = Room<T>(name, checked(rows * columns), rows, columns);
            for (int i = 0; i < rows; i++) row(i).CopyTo(room.AsSpan(i * columns));
        }

        public override T[] List<T>(string name, T[] list)
        {
            pieces[name] = new Piece<T>((T[])list.Clone(), list.Length);
            return list;
        }

        private T[] Room<T>(string name, int count, params ReadOnlySpan<int> shape)
            where T : unmanaged
        {
            if (!pieces.TryGetValue(name, out Piece? piece)) pieces[name] = piece = new Piece<T>(new T[count], shape.ToArray());
            return ((Piece<T>)piece).Values;
        }
    }

    private sealed class Restorer(Dictionary<string, Piece> pieces) : StateVisitor
    {
        public override void Parameter<T>(Parameter<T> parameter) => parameter.CopyFrom(Kept<T>(parameter.Name));

        public override void Values<T>(string name, Memory<T> memory, params ReadOnlySpan<int> shape) => Kept<T>(name).CopyTo(memory);

        public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
        {
            for (int i = 0; i < rows; i++) Kept<T>(name).AsSpan(i * columns, columns).CopyTo(row(i));
        }

        public override T[] List<T>(string name, T[] list) => (T[])Kept<T>(name).Clone();

        private T[] Kept<T>(string name)
            where T : unmanaged => ((Piece<T>)pieces[name]).Values;
    }
}
