using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// Computes the high-level vectors of a model's users, items and heads, all of them, from the parameters as they are at the time of
/// the call: what prediction needs instead of the network.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class MkrEncoder<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Batch = 1024;

    private readonly MkrModel<T> _model;
    private readonly ItemEntityMap _map;
    private readonly Tower _users;
    private readonly Tower _items;
    private readonly Tower _heads;

    /// <summary>An encoder for <paramref name="model"/>; <paramref name="map"/> says S(v) and S(h).</summary>
    public MkrEncoder(MkrModel<T> model, ItemEntityMap map)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(map);
        _model = model;
        _map = map;
        _users = new Tower((tape, x) => model.UserMlp.Apply(tape, x[0]), model.UserVectors);
        _items = new Tower((tape, x) => model.Sharing.Apply(tape, x[0], x[1], CrossOutputs.Item), model.ItemVectors, model.EntityVectors);
        _heads = new Tower((tape, x) => model.Sharing.Apply(tape, x[0], x[1], CrossOutputs.Entity), model.ItemVectors, model.EntityVectors);
    }

    /// <summary>S(v) and S(h).</summary>
    internal ItemEntityMap Map => _map;

    /// <summary>The vectors that the network begins with, of so many owners, a row each: u, v or e.</summary>
    internal static T[] Inputs(FeatureVector<T> vectors, int owners, int dim) =>
        EncodeEach(new Tower((_, x) => x[0], vectors), owners, dim);

    /// <summary>uL of every user, a row each (MKR, equation 4).</summary>
    public T[] Users() => EncodeEach(_users, _model.Sizes.Users, _model.Options.Dim);

    /// <summary>vL of every item, a row each: the mean over e in S(v) of Crossᴸ(v, e)[v] (equation 5).</summary>
    public T[] Items()
    {
        var means = new Means(_items, _model.Sizes.Items, _model.Options.Dim);
        for (int item = 0; item < _model.Sizes.Items; item++)
        {
            foreach (int entity in _map.EntitiesOf(item))
                means.Add(item, item, entity);
        }

        return means.Complete();
    }

    /// <summary>
    /// hL of every entity as a head, a row each: the mean over v in S(h)
    /// of Crossᴸ(v, h)[e] (equation 7); zeros for an entity without items.
    /// </summary>
    public T[] Heads()
    {
        var means = new Means(_heads, _model.Sizes.Entities, _model.Options.Dim);
        for (int entity = 0; entity < _model.Sizes.Entities; entity++)
        {
            foreach (int item in _map.ItemsOf(entity))
                means.Add(entity, item, entity);
        }

        return means.Complete();
    }

    private static T[] EncodeEach(Tower tower, int rows, int dim)
    {
        var means = new Means(tower, rows, dim);
        for (int row = 0; row < rows; row++)
            means.Add(row, row);
        return means.Complete();
    }

    /// <summary>A recorded piece of the network that turns vectors of users, items or entities into one.</summary>
    private sealed class Tower
    {
        private readonly Tape<T> _tape = new(Batch);
        private readonly EmbeddedFeatures<T>[] _inputs;
        private readonly BatchOutput<T> _output;

        public Tower(Func<Tape<T>, Variable<T>[], Variable<T>> record, params FeatureVector<T>[] inputs)
        {
            _inputs = [.. inputs.Select(input => input.Record(_tape, ownItems: null))];
            _output = new BatchOutput<T>(_tape, record(_tape, [.. _inputs.Select(input => input.Vector)]));
        }

        public void Set(int position, params ReadOnlySpan<int> rows)
        {
            for (int i = 0; i < rows.Length; i++)
                _inputs[i].Owners.Rows[position] = rows[i];
        }

        public ReadOnlySpan<T> Run(int batch)
        {
            foreach (EmbeddedFeatures<T> input in _inputs) input.Fill(batch);
            _tape.Forward(batch);
            return _output.Values;
        }
    }

    /// <summary>Collects the vectors that a tower gives for many inputs, and averages those that belong to the same result.</summary>
    private sealed class Means(Tower tower, int rows, int dim)
    {
        private readonly T[] _sums = new T[(long)rows * dim];
        private readonly int[] _counts = new int[rows];
        private readonly int[] _targets = new int[Batch];
        private int _pending;

        public void Add(int target, params ReadOnlySpan<int> inputs)
        {
            tower.Set(_pending, inputs);
            _targets[_pending++] = target;
            if (_pending == Batch) Flush();
        }

        public T[] Complete()
        {
            Flush();
            for (int row = 0; row < rows; row++)
            {
                if (_counts[row] < 2) continue;
                foreach (ref T sum in _sums.AsSpan(row * dim, dim))
                    sum /= T.CreateChecked(_counts[row]);
            }

            return _sums;
        }

        private void Flush()
        {
            if (_pending == 0) return;
            ReadOnlySpan<T> vectors = tower.Run(_pending);
            for (int i = 0; i < _pending; i++)
            {
                _counts[_targets[i]]++;
                Span<T> sum = _sums.AsSpan(_targets[i] * dim, dim);
                for (int j = 0; j < dim; j++)
                    sum[j] += vectors[(i * dim) + j];
            }

            _pending = 0;
        }
    }
}
