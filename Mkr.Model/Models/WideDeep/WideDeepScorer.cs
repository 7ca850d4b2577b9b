using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.WideDeep;

/// <summary>
/// The layers behind the first one's halves, recorded twice: for any pairs, and for one user and all items, whose rows need not be looked
/// up. A thread has its own, since a tape has state.
/// </summary>
internal sealed class WideDeepScorer
{
    private const int Batch = 1024;

    // The first layer's outputs stay in the nearest cache.
    private const int Tile = 64;

    private readonly Tape<float> _pairs = new(Batch, Tile);
    private readonly RowNumbers _users = new(Batch);
    private readonly RowNumbers _items = new(Batch);
    private readonly BatchOutput<float> _ofPairs;
    private readonly Tape<float> _catalogue;
    private readonly ShiftedRelu<float> _first;
    private readonly BatchOutput<float> _ofCatalogue;

    public WideDeepScorer(float[] userHidden, float[] itemHidden, DenseLayer<float> second, Weight<float> last)
    {
        int hidden = second.Weight.Rows;
        Variable<float> user = new FixedRows<float>(_pairs, "user", _users, userHidden, hidden).Output;
        Variable<float> item = new FixedRows<float>(_pairs, "item", _items, itemHidden, hidden).Output;
        _ofPairs = Record(_pairs, new Relu<float>(_pairs, new Add<float>(_pairs, item, user).Output).Output);
        _catalogue = new Tape<float>(itemHidden.Length / hidden, Tile);
        _first = new ShiftedRelu<float>(_catalogue, itemHidden, hidden);
        _ofCatalogue = Record(_catalogue, _first.Output);

        BatchOutput<float> Record(Tape<float> tape, Variable<float> first) =>
            new(tape, new MatrixProduct<float>(tape, second.Apply(tape, first), last).Output);
    }

    /// <summary>The deep part of pairs.</summary>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int start = 0; start < pairs.Length; start += Batch)
        {
            int count = Math.Min(Batch, pairs.Length - start);
            for (int i = 0; i < count; i++)
                (_users.Rows[i], _items.Rows[i]) = (pairs[start + i].User, pairs[start + i].Item);
            _pairs.Forward(count);
            _ofPairs.Values.CopyTo(scores[start..]);
        }
    }

    /// <summary>The deep part of all items, for the user with this half of the first layer.</summary>
    public void ScoreAllItems(ReadOnlySpan<float> userHidden, Span<float> scores)
    {
        userHidden.CopyTo(_first.Shift);
        _catalogue.Forward(scores.Length);
        _ofCatalogue.Values.CopyTo(scores);
    }
}
