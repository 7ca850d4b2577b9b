using System.Numerics;
using Mkr.Engine.Randomness;

namespace Mkr.Engine.Initializers;

/// <summary>All zeros.</summary>
public sealed class Zeros : IInitializer
{
    /// <inheritdoc/>
    public void Fill<T>(Parameter<T> parameter, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = 0; row < parameter.Rows; row++)
        {
            for (int column = 0; column < parameter.Columns; column++)
                parameter[row, column] = T.Zero;
        }
    }
}
