using System.Numerics;

namespace Mkr.Benchmarks.Loops;

/// <summary>
/// The KGE task as one would first write it: a triple at a time, in plain loops. It computes what <see cref="MkrKgeTask{T}"/> does, with
/// the paper's objective and one high layer.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopKgeTask<T> : LoopTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _lambda1;
    private readonly LoopParameter<T> _items;
    private readonly LoopParameter<T> _entities;
    private readonly LoopParameter<T> _relations;
    private readonly LoopCrossTower<T> _head;
    private readonly LoopMlp<T> _predictor;
    private readonly LoopMlp<T> _tail;
    private readonly T[] _predicted;
    private readonly T[] _gradPredicted;

    public LoopKgeTask(LoopModel<T> model, double learningRate)
        : base(model, learningRate)
    {
        _lambda1 = model.Options.Lambda1;
        (_items, _entities, _relations) = (model["item_embedding"], model["entity_embedding"], model["relation_embedding"]);
        _head = model.Cross(wantsItem: false);
        _predictor = model.TailPredictor();
        _tail = model.LowLayers("tail");
        (_predicted, _gradPredicted) = (new T[model.Options.Dim], new T[model.Options.Dim]);
        Penalised = [.. _tail.Weights, .. model.CrossVectors, .. _predictor.Weights];
        Tables = [_items, _entities, _relations];
    }

    protected override LoopParameter<T>[] Tables { get; }

    protected override LoopParameter<T>[] Penalised { get; }

    /// <summary>
    /// The loss of a batch of true triples (head, relation, tail), each with a false tail and an item of its head, with all gradients.
    /// </summary>
    public double ForwardBackward(
        ReadOnlySpan<int> items, ReadOnlySpan<int> heads, ReadOnlySpan<int> relations, ReadOnlySpan<int> tails,
        ReadOnlySpan<int> falseTails)
    {
        ClearGradients();
        double loss = 0, scale = _lambda1 / heads.Length;
        for (int i = 0; i < heads.Length; i++)
        {
            Predict(items[i], heads[i], relations[i]);
            loss += Score(tails[i], -scale, L2) + Score(falseTails[i], scale, l2: 0) + (L2 * HalfSquare(_head.Output));
            BackwardPredict(items[i], heads[i], relations[i]);
        }

        return loss + PenaliseWeights();
    }

    /// <summary>The predicted tail, sigmoid(M([h; r])).</summary>
    private void Predict(int item, int head, int relation)
    {
        _items.Row(item).CopyTo(_head.Item);
        _entities.Row(head).CopyTo(_head.Entity);
        _head.Forward();
        _head.Output.CopyTo(_predictor.Input, 0);
        _relations.Row(relation).CopyTo(_predictor.Input.AsSpan(_head.Output.Length));
        _predictor.Forward();
        for (int j = 0; j < _predicted.Length; j++)
            _predicted[j] = LoopSigmoid.Of(_predictor.Output[j]);
        Array.Clear(_gradPredicted);
    }

    /// <summary>scale sigmoid(t · predicted) + l2 |t|² / 2, with its gradients.</summary>
    private double Score(int entity, double scale, double l2)
    {
        _entities.Row(entity).CopyTo(_tail.Input);
        _tail.Forward();
        T score = LoopSigmoid.Of(Dot(_tail.Output, _predicted)), penalty = T.CreateChecked(l2);
        T gradient = T.CreateChecked(scale) * score * (T.One - score);
        for (int j = 0; j < _predicted.Length; j++)
        {
            _tail.OutputGradient[j] = (gradient * _predicted[j]) + (penalty * _tail.Output[j]);
            _gradPredicted[j] += gradient * _tail.Output[j];
        }

        double loss = (scale * double.CreateChecked(score)) + (l2 * HalfSquare(_tail.Output));
        _tail.Backward();
        _entities.AddGradient(entity, _tail.InputGradient);
        return loss;
    }

    private void BackwardPredict(int item, int head, int relation)
    {
        for (int j = 0; j < _predicted.Length; j++)
            _predictor.OutputGradient[j] = _gradPredicted[j] * _predicted[j] * (T.One - _predicted[j]);
        _predictor.Backward();
        int d = _head.Output.Length;
        for (int j = 0; j < d; j++)
            _head.OutputGradient[j] = _predictor.InputGradient[j] + (T.CreateChecked(L2) * _head.Output[j]);
        _head.Backward();
        _items.AddGradient(item, _head.ItemGradient);
        _entities.AddGradient(head, _head.EntityGradient);
        _relations.AddGradient(relation, _predictor.InputGradient.AsSpan(d));
    }
}
