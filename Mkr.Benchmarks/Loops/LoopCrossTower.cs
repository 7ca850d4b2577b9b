using System.Numerics;

namespace Mkr.Benchmarks.Loops;

/// <summary>
/// Cross&amp;compress units one after the other on one example; the last computes only the item's or only the entity's vector.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopCrossTower<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LoopCross<T>[] _item;
    private readonly LoopCross<T>[] _entity;
    private readonly LoopCross<T> _last;
    private readonly T[][] _v;
    private readonly T[][] _e;
    private readonly T[][] _gradV;
    private readonly T[][] _gradE;

    public LoopCrossTower(LoopCross<T>[] item, LoopCross<T>[] entity, bool wantsItem, int dim)
    {
        (_item, _entity) = (item, entity);
        _last = wantsItem ? item[^1] : entity[^1];
        T[][] Vectors() => [.. item.Select(_ => new T[dim])];
        (_v, _e, _gradV, _gradE) = (Vectors(), Vectors(), Vectors(), Vectors());
        (Output, OutputGradient) = (new T[dim], new T[dim]);
    }

    /// <summary>The item's vector; fill this before <see cref="Forward"/>.</summary>
    public T[] Item => _v[0];

    /// <summary>The entity's vector; fill this before <see cref="Forward"/>.</summary>
    public T[] Entity => _e[0];

    public T[] Output { get; }

    /// <summary>The loss's gradient with respect to <see cref="Output"/>; fill this before <see cref="Backward"/>.</summary>
    public T[] OutputGradient { get; }

    public T[] ItemGradient => _gradV[0];

    public T[] EntityGradient => _gradE[0];

    public void Forward()
    {
        for (int l = 0; l < _v.Length - 1; l++)
        {
            _item[l].Forward(_v[l], _e[l], _v[l + 1]);
            _entity[l].Forward(_v[l], _e[l], _e[l + 1]);
        }

        _last.Forward(_v[^1], _e[^1], Output);
    }

    public void Backward()
    {
        for (int l = 0; l < _v.Length; l++)
        {
            Array.Clear(_gradV[l]);
            Array.Clear(_gradE[l]);
        }

        _last.Backward(_v[^1], _e[^1], OutputGradient, _gradV[^1], _gradE[^1]);
        for (int l = _v.Length - 2; l >= 0; l--)
        {
            _item[l].Backward(_v[l], _e[l], _gradV[l + 1], _gradV[l], _gradE[l]);
            _entity[l].Backward(_v[l], _e[l], _gradE[l + 1], _gradV[l], _gradE[l]);
        }
    }
}
