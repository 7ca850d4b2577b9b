using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine;

/// <summary>Random numbers in float or double, and partial sums of weight gradients.</summary>
internal static class Numbers
{
    /// <summary>Uniform in [-1, 1].</summary>
    public static T[] Uniform<T>(int count, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
            values[i] = T.CreateChecked((2 * random.NextDouble()) - 1);
        return values;
    }

    /// <summary>Partial sums whose total is 1 for every element: kernels add to what is there.</summary>
    public static T[] Partials<T>(int elements)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var partials = new T[elements * WeightGradients<T>.Width];
        Array.Fill(partials, T.One / T.CreateChecked(WeightGradients<T>.Width));
        return partials;
    }

    /// <summary>What has been added to an element's <see cref="Partials"/>.</summary>
    public static double Added<T>(T[] partials, int element)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = -1;
        foreach (T partial in partials.AsSpan(element * WeightGradients<T>.Width, WeightGradients<T>.Width))
            sum += double.CreateChecked(partial);
        return sum;
    }

    /// <summary>What has been stored as an element's <see cref="Partials"/>, or with <paramref name="added"/> been added to them.</summary>
    public static double Put<T>(T[] partials, int element, bool added)
        where T : unmanaged, IFloatingPointIeee754<T> => Added(partials, element) + (added ? 0 : 1);

    /// <summary>x · y.</summary>
    public static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    public static double ToDouble<T>(T value)
        where T : unmanaged, IFloatingPointIeee754<T> => double.CreateChecked(value);
}
