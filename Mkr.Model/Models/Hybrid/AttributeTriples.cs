using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Hybrid.Towers;
using Mkr.Model.Training.Batches;

namespace Mkr.Model.Models.Hybrid;

/// <summary>Every item with every attribute of its own, each followed by false attributes that are redrawn in each pass.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class AttributeTriples<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightedRows _attributes;
    private readonly int _count;
    private readonly double[]? _itemShares;
    private readonly AttributeTask<T> _task;
    private readonly WeightedBags<T> _without;
    private readonly SeededRandom _random;
    private readonly (int Item, int Place)[] _facts;
    private readonly int _group;

    /// <summary>A source for a task.</summary>
    /// <param name="facts">The attributes.</param>
    /// <param name="options">How many false ones follow a true one, and what is false of them.</param>
    /// <param name="task">Receives them.</param>
    /// <param name="random">The source of the draws.</param>
    public AttributeTriples(HybridFacts facts, HybridOptions options, AttributeTask<T> task, SeededRandom random)
    {
        (_attributes, _count, _task, _random, _group) =
            (facts.ItemAttributes!, facts.AttributeCount, task, random, 1 + options.FalseAttributes);
        if (options.FalseFacts == FalseFacts.Bernoulli) _itemShares = ItemShares(_attributes, _count);
        _without = new WeightedBags<T>(_attributes, task.Without);
        _facts = [.. Enumerable.Range(0, _attributes.Count)
            .SelectMany(item => Enumerable.Range(0, _attributes.Columns(item).Length).Select(place => (item, place)))];
    }

    /// <inheritdoc/>
    public int Count => _facts.Length * _group;

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random) => random.Shuffle(_facts.AsSpan());

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _random.Visit(visitor);
        visitor.Elements("order", _facts);
    }

    /// <inheritdoc/>
    public void Fill(int start, int count)
    {
        _without.Begin();
        for (int i = 0; i < count; i++)
        {
            (int item, int place) = _facts[(start + i) / _group];
            int attribute = _attributes.Columns(item)[place];
            bool isTrue = (start + i) % _group == 0;
            _task.Labels.Values[i] = isTrue ? T.One : T.Zero;
            if (!isTrue && _itemShares is not null && _random.NextDouble() < _itemShares[attribute])
            {
                (_task.Items.Rows[i], _task.Attributes.Rows[i]) = (DrawItem(attribute), attribute);
                _without.AddEmpty(i);
                continue;
            }

            (_task.Items.Rows[i], _task.Attributes.Rows[i]) = (item, isTrue ? attribute : DrawAttribute(_attributes.Columns(item)));
            _without.SubtractOne(i, item, place);
        }
    }

    /// <summary>Batches are large.</summary>
    public void Prefetch(int start, int count)
    {
    }

    private static double[] ItemShares(WeightedRows attributes, int count)
    {
        double[] items = new double[count];
        for (int item = 0; item < attributes.Count; item++)
            foreach (int attribute in attributes.Columns(item)) items[attribute]++;
        double ofItem = items.Sum() / attributes.Count;
        return [.. items.Select(ofAttribute => ofItem / (ofItem + ofAttribute))];
    }

    private int DrawAttribute(ReadOnlySpan<int> own)
    {
        int drawn;
        do drawn = _random.NextInt32(_count);
        while (own.Length < _count && own.BinarySearch(drawn) >= 0);
        return drawn;
    }

    /// <summary>An item without the attribute; there is one, since attributes of all are left out.</summary>
    private int DrawItem(int attribute)
    {
        int drawn;
        do drawn = _random.NextInt32(_attributes.Count);
        while (_attributes.Columns(drawn).BinarySearch(attribute) >= 0);
        return drawn;
    }
}
