using System.Numerics;
using Mkr.Engine.Randomness;

namespace Mkr.Engine.Verification;

/// <summary>
/// A loss for checking ops: the sum of a variable's elements, each multiplied by a random number of its own. Its gradient is those numbers:
/// a random cotangent, with which a backward pass computes a random vector-Jacobian product.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CotangentProbe<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _cotangent;

    /// <summary>Records the probe, with numbers in [-1, 1].</summary>
    public CotangentProbe(Tape<T> tape, Variable<T> x, SeededRandom random)
        : base(tape, "cotangent probe", x)
    {
        _cotangent = new T[x.Features * x.Shape.Capacity];
        for (int i = 0; i < _cotangent.Length; i++)
            _cotangent[i] = T.CreateChecked((2 * random.NextDouble()) - 1);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneMatrix<T> x = Inputs[0].Value;
        for (int j = 0; j < x.Features; j++)
        {
            for (int lane = 0; lane < Inputs[0].Shape.Lanes; lane++)
                Sum += double.CreateChecked(x[j][lane] * Cotangent(j)[lane]);
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        LaneMatrix<T> gradient = Inputs[0].Gradient;
        for (int j = 0; j < gradient.Features; j++)
        {
            Span<T> lanes = gradient[j];
            for (int lane = 0; lane < lanes.Length; lane++)
                lanes[lane] = (Adds(0) ? lanes[lane] : T.Zero) + (T.CreateChecked(Factor) * Cotangent(j)[lane]);
        }

        Inputs[0].ClearPadding();
    }

    private Span<T> Cotangent(int feature) => _cotangent.AsSpan(feature * Inputs[0].Shape.Capacity, Inputs[0].Shape.Capacity);
}
