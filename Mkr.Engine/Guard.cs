using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Mkr.Engine;

/// <summary>Throw helpers whose messages name the shapes.</summary>
internal static class Guard
{
    /// <summary>Throws unless the shapes agree.</summary>
    public static void SameSize(string op, string left, int leftSize, string right, int rightSize)
    {
        if (leftSize != rightSize)
            throw new ArgumentException($"{op}: {left} has {leftSize} features, but {right} has {rightSize}.");
    }

    /// <summary>
    /// Throws where a parameter has more elements than a span can view and an array can hold; nothing is allocated before.
    /// </summary>
    /// <param name="parameter">What it is and its name.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="elements">What it would have the buffer hold, padding and neighbours included.</param>
    /// <exception cref="InvalidOperationException">There are more than <see cref="Array.MaxLength"/> elements.</exception>
    public static void Indexable(string parameter, long rows, int columns, long elements)
    {
        if (elements <= Array.MaxLength) return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{parameter} is too large: with {rows:N0} rows x {columns:N0} columns there are {elements:N0} elements, "
            + $"and at most {Array.MaxLength:N0} can be indexed. Use fewer rows or a smaller dimension."));
    }

    /// <summary>An example's weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public static double Weight(double value, [CallerMemberName] string name = "") => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number, 0 or larger.");

    public static InvalidOperationException NoGradient(string variable) =>
        new($"Variable '{variable}' was recorded without a gradient.");

    [DoesNotReturn]
    public static void ThrowLaneMatrix(int length, int features, int stride, int lanes) => throw new ArgumentException(
        $"A lane matrix of {features} features x {lanes} lanes with stride {stride} does not fit {length} elements in whole vectors.");
}
