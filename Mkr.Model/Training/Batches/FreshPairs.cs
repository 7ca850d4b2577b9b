using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;

namespace Mkr.Model.Training.Batches;

/// <summary>The training positives, and for each of them negatives that are redrawn in each pass.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class FreshPairs<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Interaction[] _pairs;
    private readonly int _perPositive;
    private readonly FreshNegatives _negatives;
    private readonly SeededRandom _random;
    private readonly PackedInteractions _packed;
    private readonly LabelledPairs<T> _source;

    /// <summary>A source of the positives of <paramref name="train"/>, and of <paramref name="perPositive"/> negatives for each.</summary>
    public FreshPairs(
        ReadOnlySpan<Interaction> train, int perPositive, FreshNegatives negatives, RowNumbers users, RowNumbers items,
        BatchInput<T> labels, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perPositive, 1);
        _perPositive = perPositive;
        _negatives = negatives;
        _random = random;
        Interaction[] positives = [.. train.ToArray().Where(x => x.IsPositive)];
        _pairs = new Interaction[checked(positives.Length * (1 + perPositive))];
        for (int i = 0; i < positives.Length; i++)
            _pairs.AsSpan(i * (1 + perPositive), 1 + perPositive).Fill(positives[i]);
        Draw();
        _packed = new PackedInteractions(_pairs, negatives.LargestItem);
        _source = new LabelledPairs<T>(_packed, users, items, labels);
    }

    /// <inheritdoc/>
    public int Count => _pairs.Length;

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random)
    {
        Draw();
        _packed.Replace(_pairs);
        _source.Shuffle(random);
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _random.Visit(visitor.Under("negatives"));
        _packed.Visit(visitor);
    }

    /// <inheritdoc/>
    public void Fill(int start, int count) => _source.Fill(start, count);

    /// <inheritdoc/>
    public void Prefetch(int start, int count) => _source.Prefetch(start, count);

    private void Draw()
    {
        for (int i = 0; i < _pairs.Length; i += 1 + _perPositive)
        {
            for (int k = 1; k <= _perPositive; k++)
                _pairs[i + k] = new Interaction(_pairs[i].User, _negatives.Draw(_pairs[i].User, _random), IsPositive: false);
        }
    }
}
