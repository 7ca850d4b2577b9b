using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>Lane matrices as those see them who keep an example a row.</summary>
internal static class LaneRows
{
    /// <summary>Random numbers in all lanes.</summary>
    public static void Fill<T>(LaneMatrix<T> matrix, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int j = 0; j < matrix.Features; j++)
        {
            foreach (ref T value in matrix[j])
                value = T.CreateChecked(random.NextGaussian());
        }
    }

    /// <summary>The examples, a row each.</summary>
    public static T[] Of<T>(LaneMatrix<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] rows = new T[matrix.Lanes * matrix.Features];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = matrix[i % matrix.Features][i / matrix.Features];
        return rows;
    }
}
