using System.Numerics;
using Mkr.Engine.Randomness;

namespace Mkr.Engine.Initializers;

/// <summary>Fills a parameter with its first values.</summary>
public interface IInitializer
{
    /// <summary>Fills <paramref name="parameter"/>, row by row.</summary>
    void Fill<T>(Parameter<T> parameter, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
