using System.Numerics;
using Mkr.Engine.Randomness;

namespace Mkr.Engine.Initializers;

/// <summary>Uniform in ± √(6 / (fan in + fan out)) (Glorot and Bengio, 2010).</summary>
/// <param name="fanIn">The inputs of an output; null: the parameter's rows.</param>
/// <param name="fanOut">The outputs that an input reaches; null: the parameter's columns.</param>
public sealed class XavierUniform(int? fanIn = null, int? fanOut = null) : IInitializer
{
    /// <inheritdoc/>
    public void Fill<T>(Parameter<T> parameter, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double limit = Math.Sqrt(6.0 / ((fanIn ?? parameter.Rows) + (fanOut ?? parameter.Columns)));
        for (int row = 0; row < parameter.Rows; row++)
        {
            for (int column = 0; column < parameter.Columns; column++)
                parameter[row, column] = T.CreateChecked(((2 * random.NextDouble()) - 1) * limit);
        }
    }
}
