namespace Mkr.Model.Export.Onnx;

/// <summary>The types of a tensor's elements, by the numbers of the format.</summary>
internal static class OnnxType
{
    /// <summary>float.</summary>
    public const int Float = 1;

    /// <summary>long.</summary>
    public const int Int64 = 7;

    /// <summary>double.</summary>
    public const int Double = 11;

    /// <summary>The number of a type.</summary>
    public static int Of<T>() => typeof(T) == typeof(float) ? Float
        : typeof(T) == typeof(double) ? Double
        : typeof(T) == typeof(long) ? Int64
        : throw new ArgumentException($"A tensor of {typeof(T)} is never written.");
}
