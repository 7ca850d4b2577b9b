using System.Numerics;
using Mkr.Engine.Randomness;

namespace Mkr.Engine.Initializers;

/// <summary>Uniform in ± √(6 / (rows + columns)) (Glorot and Bengio, 2010).</summary>
public sealed class XavierUniform : IInitializer
{
    /// <inheritdoc/>
    public void Fill<T>(Parameter<T> parameter, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double limit = Math.Sqrt(6.0 / (parameter.Rows + parameter.Columns));
        for (int row = 0; row < parameter.Rows; row++)
        {
            for (int column = 0; column < parameter.Columns; column++)
                parameter[row, column] = T.CreateChecked(((2 * random.NextDouble()) - 1) * limit);
        }
    }
}
