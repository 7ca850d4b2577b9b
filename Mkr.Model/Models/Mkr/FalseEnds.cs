using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// A false triple for each true one, by a coin with another tail, or with another head that is an item's entity, and an item of it. What is
/// not replaced is the true triple's.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class FalseEnds<T> : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MkrKgeTask<T> _task;
    private readonly FalseTriple _triple;
    private readonly NegativeTripleSampler _sampler;
    private readonly ItemEntityMap _map;
    private readonly SeededRandom _random;
    private readonly int[] _heads;

    /// <summary>Fills <paramref name="triple"/> of <paramref name="task"/>.</summary>
    public FalseEnds(
        MkrKgeTask<T> task, FalseTriple triple, NegativeTripleSampler sampler, ItemEntityMap map, SeededRandom random)
    {
        (_task, _triple, _sampler, _map, _random) = (task, triple, sampler, map, random);
        _heads = [.. Enumerable.Range(0, map.EntityCount).Where(entity => !map.ItemsOf(entity).IsEmpty)];
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _random.Visit(visitor);

    /// <inheritdoc/>
    public void Fill(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var triple = new Triple(_task.Heads.Rows[i], _task.Relations.Rows[i], _task.Tails.Rows[i]);
            int item = _task.Items?.Rows[i] ?? 0;
            if (_random.NextInt32(2) == 0) triple = _sampler.SampleTail(triple, _random);
            else
            {
                triple = _sampler.SampleHead(triple, _heads, _random);
                ReadOnlySpan<int> items = _map.ItemsOf(triple.Head);
                item = items[_random.NextInt32(items.Length)];
            }

            _triple.Heads!.Rows[i] = triple.Head;
            _triple.Tails.Rows[i] = triple.Tail;
            if (_triple.Items is not null && _triple.Items != _triple.Heads) _triple.Items.Rows[i] = item;
        }
    }
}
