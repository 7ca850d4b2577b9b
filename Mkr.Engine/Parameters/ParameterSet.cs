using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// The parameters of a model, by name and in order of creation. The weights lie in one flat buffer, so that an optimizer updates neighbours
/// in one call.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ParameterSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Parameter<T>> _parameters = [];
    private readonly Dictionary<string, Parameter<T>> _byName = [];
    private AlignedBuffer<T> _weights = new(0);
    private int _weightCount;

    /// <summary>All parameters, in order of creation.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>The elements of all weights, in order of creation.</summary>
    public Span<T> WeightValues => _weights.Span[.._weightCount];

    /// <summary>The number of elements of all parameters.</summary>
    public long ElementCount => _parameters.Sum(p => (long)p.Count);

    /// <summary>The parameter called <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Parameter<T> this[string name] =>
        _byName.TryGetValue(name, out Parameter<T>? parameter)
            ? parameter
            : throw new KeyNotFoundException($"There is no parameter '{name}'.");

    /// <summary>Adds a weight of zeros.</summary>
    /// <exception cref="InvalidOperationException">All weights together have more elements than can be indexed.</exception>
    public Weight<T> AddWeight(string name, int rows, int columns)
    {
        Guard.Indexable($"Weight '{name}', with those before it,", rows, columns, _weightCount + ((long)rows * columns));
        var weight = new Weight<T>(this, _weightCount, name, rows, columns);
        Add(weight);
        _weightCount += weight.Count;
        if (_weightCount > _weights.Length)
        {
            var larger = new AlignedBuffer<T>(Math.Clamp(2L * _weightCount, 256, Array.MaxLength));
            _weights.Span.CopyTo(larger.Span);
            _weights = larger;
            foreach (Weight<T> moved in _parameters.OfType<Weight<T>>())
                moved.Memory = new BufferPart<T>(_weights, moved.Offset);
        }

        weight.Memory = new BufferPart<T>(_weights, weight.Offset);

        return weight;
    }

    /// <summary>Adds a table of zeros.</summary>
    /// <exception cref="InvalidOperationException">It has more elements than can be indexed, the padding of its rows included.</exception>
    public Table<T> AddTable(string name, int rows, int columns)
    {
        var table = new Table<T>(name, rows, columns);
        Add(table);
        return table;
    }

    /// <summary>Adds two tables of zeros that are kept side by side, since they will be looked up with the same row numbers.</summary>
    public TablePair<T> AddTablePair(string first, int firstRows, string second, int secondRows, int columns)
    {
        var pair = new TablePair<T>(first, firstRows, second, secondRows, columns);
        Add(pair.First);
        Add(pair.Second);
        return pair;
    }

    private void Add(Parameter<T> parameter)
    {
        if (!_byName.TryAdd(parameter.Name, parameter))
            throw new ArgumentException($"There already is a parameter '{parameter.Name}'.");
        _parameters.Add(parameter);
    }
}
