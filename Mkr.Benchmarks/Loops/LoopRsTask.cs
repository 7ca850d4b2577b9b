using System.Numerics;

namespace Mkr.Benchmarks.Loops;

/// <summary>
/// The recommendation task as one would first write it: an example at a time, in plain loops. It computes what <see cref="MkrRsTask{T}"/>
/// does, with an inner product as f_RS.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopRsTask<T> : LoopTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LoopParameter<T> _users;
    private readonly LoopParameter<T> _items;
    private readonly LoopParameter<T> _entities;
    private readonly LoopMlp<T> _user;
    private readonly LoopCrossTower<T> _item;

    public LoopRsTask(LoopModel<T> model, double learningRate)
        : base(model, learningRate)
    {
        (_users, _items, _entities) = (model["user_embedding"], model["item_embedding"], model["entity_embedding"]);
        _user = model.LowLayers("user");
        _item = model.Cross(wantsItem: true);
        Penalised = [.. _user.Weights, .. model.CrossVectors];
        Tables = [_users, _items, _entities];
    }

    protected override LoopParameter<T>[] Tables { get; }

    protected override LoopParameter<T>[] Penalised { get; }

    /// <summary>The loss of a batch, with all gradients.</summary>
    public double ForwardBackward(ReadOnlySpan<int> users, ReadOnlySpan<int> items, ReadOnlySpan<int> entities, ReadOnlySpan<T> labels)
    {
        ClearGradients();
        double loss = 0;
        for (int i = 0; i < users.Length; i++)
        {
            T logit = Forward(users[i], items[i], entities[i]);
            loss += double.CreateChecked(LoopSigmoid.CrossEntropy(logit, labels[i])) / users.Length;
            loss += L2 * (HalfSquare(_user.Output) + HalfSquare(_item.Output));
            Backward(users[i], items[i], entities[i], (LoopSigmoid.Of(logit) - labels[i]) / T.CreateChecked(users.Length));
        }

        return loss + PenaliseWeights();
    }

    private T Forward(int user, int item, int entity)
    {
        _users.Row(user).CopyTo(_user.Input);
        _items.Row(item).CopyTo(_item.Item);
        _entities.Row(entity).CopyTo(_item.Entity);
        _user.Forward();
        _item.Forward();
        return Dot(_user.Output, _item.Output);
    }

    private void Backward(int user, int item, int entity, T gradLogit)
    {
        T l2 = T.CreateChecked(L2);
        for (int j = 0; j < _user.Output.Length; j++)
        {
            _user.OutputGradient[j] = (gradLogit * _item.Output[j]) + (l2 * _user.Output[j]);
            _item.OutputGradient[j] = (gradLogit * _user.Output[j]) + (l2 * _item.Output[j]);
        }

        _user.Backward();
        _item.Backward();
        _users.AddGradient(user, _user.InputGradient);
        _items.AddGradient(item, _item.ItemGradient);
        _entities.AddGradient(entity, _item.EntityGradient);
    }
}
