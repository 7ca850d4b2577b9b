using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Model.Models.Mkr;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mkr.Benchmarks.Peers;

/// <summary>
/// MKR's two training steps on TorchSharp, with the released objective, as one would write them who knows what costs time there: every call
/// costs more than a microsecond, so the units are in their O(d) form, the weights of a task's part are one tensor, split into views, and
/// Adam is one call for all.
/// </summary>
internal sealed class TorchMkr
{
    private readonly MkrOptions _options;
    private readonly Parameter _users;
    private readonly Parameter _items;
    private readonly Parameter _entities;
    private readonly Parameter _relations;

    // Weights as they lie in Mkr's parameter set: the user's layers, the units, and the tail's layers with the predictor.
    private readonly Parameter _userWeights;
    private readonly Parameter _crossWeights;
    private readonly Parameter _tailWeights;
    private readonly long[] _userSizes;
    private readonly long[] _crossSizes;
    private readonly long[] _tailSizes;

    // 1 where an element is penalised, 0 at the biases.
    private readonly Tensor _userPenalised;
    private readonly Tensor _crossPenalised;
    private readonly Tensor _tailPenalised;
    private readonly FusedAdam _rsAdam;
    private readonly FusedAdam _kgeAdam;

    /// <summary>The model with the same parameters as <paramref name="model"/>, which has f_RS an inner product and H = 1.</summary>
    public TorchMkr(MkrModel<float> model, MkrOptions training)
    {
        _options = model.Options;
        int d = _options.Dim, layers = _options.LowLayers;
        _users = Table(model.Users);
        _items = Table(model.Items);
        _entities = Table(model.Entities);
        _relations = Table(model.Triples.Tables[0]);
        long[] dense = [d * d, d];
        _userSizes = [.. Enumerable.Repeat(dense, layers).SelectMany(sizes => sizes)];
        _crossSizes = [.. Enumerable.Repeat((long)d, 6 * layers)];
        _tailSizes = [.. _userSizes, 2 * d * d, d];
        Span<float> weights = model.Parameters.WeightValues;
        _userWeights = Take(ref weights, _userSizes);
        _crossWeights = Take(ref weights, _crossSizes);
        _tailWeights = Take(ref weights, _tailSizes);
        _userPenalised = Mask(_userSizes, i => i % 2 == 0);
        _crossPenalised = Mask(_crossSizes, i => i % 6 < 4);
        _tailPenalised = Mask(_tailSizes, i => i % 2 == 0);
        _rsAdam = new FusedAdam(training.RsRate, _users, _items, _entities, _userWeights, _crossWeights);
        _kgeAdam = new FusedAdam(training.KgeRate, _items, _entities, _relations, _crossWeights, _tailWeights);
    }

    /// <summary>A step of the recommendation task: the mean cross-entropy plus l2 / 2 (|uL|² + |vL|² + |W|²).</summary>
    /// <returns>The loss, a scalar.</returns>
    public Tensor RsStep(Tensor users, Tensor items, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor user = Dense(_users.index_select(0, users), _userWeights.split(_userSizes), _options.LowLayers);
        Tensor item = Cross(_items.index_select(0, items), _entities.index_select(0, items), isItem: true);
        Tensor logits = (user * item).sum(1);
        Tensor penalty = Squares(user) + Squares(item) + Squares(_userWeights, _userPenalised) + Squares(_crossWeights, _crossPenalised);
        Tensor loss = nn.functional.binary_cross_entropy_with_logits(logits, labels).add(penalty, alpha: _options.L2 / 2);
        return Update(_rsAdam, loss);
    }

    /// <summary>A step of the KGE task: minus the scores, summed, plus l2 / 2 (|hL|² + |tL|² + |W|²) for each triple.</summary>
    /// <returns>The loss, a scalar.</returns>
    public Tensor KgeStep(Tensor heads, Tensor relations, Tensor tails)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] weights = _tailWeights.split(_tailSizes);
        Tensor head = Cross(_items.index_select(0, heads), _entities.index_select(0, heads), isItem: false);
        Tensor tail = Dense(_entities.index_select(0, tails), weights, _options.LowLayers);
        Tensor predicted = Linear(cat([head, _relations.index_select(0, relations)], 1), weights[^2], weights[^1]).relu().sigmoid();
        Tensor scores = (tail * predicted).sum(1).sigmoid();
        Tensor penalty = Squares(head) + Squares(tail) + Squares(_tailWeights, _tailPenalised) + Squares(_crossWeights, _crossPenalised);
        Tensor loss = scores.sum().neg().add(penalty, alpha: _options.L2 / 2 * heads.shape[0]);
        return Update(_kgeAdam, loss);
    }

    private static Tensor Update(FusedAdam adam, Tensor loss)
    {
        adam.Clear();
        loss.backward();
        adam.Step();
        return loss.detach().MoveToOuterDisposeScope();
    }

    private static Tensor Dense(Tensor x, Tensor[] weights, int layers)
    {
        for (int layer = 0; layer < layers; layer++)
            x = Linear(x, weights[2 * layer], weights[(2 * layer) + 1]).relu();
        return x;
    }

    private static Tensor Linear(Tensor x, Tensor weight, Tensor bias) => addmm(bias, x, weight.view(x.shape[1], bias.shape[0]), 1, 1);

    /// <summary>The L units, v' = v (e·wVV) + e (v·wEV) + bV and e' = v (e·wVE) + e (v·wEE) + bE; of the last one output alone.</summary>
    private Tensor Cross(Tensor v, Tensor e, bool isItem)
    {
        Tensor[] weights = _crossWeights.split(_crossSizes);
        for (int layer = 0; ; layer++)
        {
            ReadOnlySpan<Tensor> w = weights.AsSpan(6 * layer, 6);
            bool isLast = layer == _options.LowLayers - 1;
            Tensor? item = isLast && !isItem ? null : Output(v, e, w[0], w[1], w[4]);
            Tensor? entity = isLast && isItem ? null : Output(v, e, w[2], w[3], w[5]);
            if (isLast) return (item ?? entity)!;
            (v, e) = (item!, entity!);
        }
    }

    private static Tensor Output(Tensor v, Tensor e, Tensor ofEntity, Tensor ofItem, Tensor bias) =>
        bias.addcmul(v, e.mm(ofEntity.view(-1, 1)), 1).addcmul(e, v.mm(ofItem.view(-1, 1)), 1);

    private static Tensor Squares(Tensor x)
    {
        Tensor flat = x.reshape(-1);
        return flat.dot(flat);
    }

    private static Tensor Squares(Tensor x, Tensor mask) => (x * mask).dot(x);

    private static Parameter Table(Engine.Table<float> table)
    {
        float[] values = new float[table.Count];
        table.CopyTo(values);
        return new Parameter(tensor(values, table.Rows, table.Columns));
    }

    private static Parameter Take(ref Span<float> weights, long[] sizes)
    {
        int count = (int)sizes.Sum();
        float[] values = weights[..count].ToArray();
        weights = weights[count..];
        return new Parameter(tensor(values));
    }

    private static Tensor Mask(long[] sizes, Func<int, bool> isPenalised) =>
        tensor(sizes.SelectMany((size, i) => Enumerable.Repeat(isPenalised(i) ? 1f : 0f, (int)size)).ToArray());
}
