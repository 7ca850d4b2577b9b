using System.Diagnostics.CodeAnalysis;

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

    public static InvalidOperationException NoGradient(string variable) =>
        new($"Variable '{variable}' was recorded without a gradient.");

    [DoesNotReturn]
    public static void ThrowLaneMatrix(int length, int features, int stride, int lanes) => throw new ArgumentException(
        $"A lane matrix of {features} features x {lanes} lanes with stride {stride} does not fit {length} elements in whole vectors.");
}
