using System.Numerics;
using Mkr.Engine.Randomness;

namespace Mkr.Engine.Initializers;

/// <summary>Normal with mean 0 and the given standard deviation.</summary>
/// <param name="standardDeviation">The standard deviation.</param>
public sealed class Normal(double standardDeviation) : IInitializer
{
    /// <inheritdoc/>
    public void Fill<T>(Parameter<T> parameter, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = 0; row < parameter.Rows; row++)
        {
            for (int column = 0; column < parameter.Columns; column++)
                parameter[row, column] = T.CreateChecked(random.NextGaussian() * standardDeviation);
        }
    }
}
