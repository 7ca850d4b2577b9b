using System.Numerics;

namespace Mkr.Engine;

/// <summary>Scans for NaN and infinity.</summary>
internal static class Checks
{
    /// <summary>Throws where an output of <paramref name="op"/> holds NaN or infinity in the current tile.</summary>
    /// <exception cref="NotFiniteNumberException">Names the op, the variable, the feature and the example.</exception>
    public static void Finite<T>(Op<T> op)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (Variable<T> output in op.Outputs)
        {
            for (int feature = 0; feature < output.Features; feature++)
            {
                Span<T> lanes = output.Value[feature][..output.Shape.Lanes];
                for (int lane = 0; lane < lanes.Length; lane++)
                {
                    if (!T.IsFinite(lanes[lane]))
                    {
                        throw new NotFiniteNumberException(
                            $"{op.Name}: '{output.Name}' is {lanes[lane]} in feature {feature} of example {output.Shape.Offset + lane}.");
                    }
                }
            }
        }
    }
}
