using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Engine;

namespace Mkr.Model.Models.States;

/// <summary>Keeps a copy of a state, as that of the best epoch, and puts it back.</summary>
public sealed class StateCopy
{
    private readonly Dictionary<string, Array> _values = [];

    /// <summary>Whether something has been kept.</summary>
    public bool HasValues => _values.Count > 0;

    /// <summary>Keeps the present state, in the place of an earlier one.</summary>
    public void Keep(IStateful state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Visit(new Keeper(_values));
    }

    /// <summary>Puts back what was kept.</summary>
    public void Restore(IStateful state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Visit(new Restorer(_values));
    }

    private sealed class Keeper(Dictionary<string, Array> values) : StateVisitor
    {
        public override void Parameter<T>(Parameter<T> parameter) => parameter.CopyTo(Room<T>(parameter.Name, parameter.Count));

        public override void Values<T>(string name, Memory<T> memory, params ReadOnlySpan<int> shape) =>
            memory.Span.CopyTo(Room<T>(name, memory.Length));

        public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
        {
            T[] room = Room<T>(name, checked(rows * columns));
            for (int i = 0; i < rows; i++) row(i).CopyTo(room.AsSpan(i * columns));
        }

        public override T[] List<T>(string name, T[] list)
        {
            values[name] = (T[])list.Clone();
            return list;
        }

        private T[] Room<T>(string name, int count)
        {
            if (!values.TryGetValue(name, out Array? room)) values[name] = room = new T[count];
            return (T[])room;
        }
    }

    private sealed class Restorer(Dictionary<string, Array> values) : StateVisitor
    {
        public override void Parameter<T>(Parameter<T> parameter) => parameter.CopyFrom((T[])values[parameter.Name]);

        public override void Values<T>(string name, Memory<T> memory, params ReadOnlySpan<int> shape) =>
            ((T[])values[name]).CopyTo(memory);

        public override void Rows<T>(string name, int rows, int columns, MatrixRow<T> row)
        {
            for (int i = 0; i < rows; i++) ((T[])values[name]).AsSpan(i * columns, columns).CopyTo(row(i));
        }

        public override T[] List<T>(string name, T[] list) => (T[])((T[])values[name]).Clone();
    }
}
