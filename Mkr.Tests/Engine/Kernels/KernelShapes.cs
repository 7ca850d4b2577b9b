namespace Mkr.Tests.Engine.Kernels;

/// <summary>The shapes that kernels are tested at: around every block size in use.</summary>
internal static class KernelShapes
{
    public static readonly int[] Features = [1, 2, 3, 4, 5, 7, 8, 13, 16];

    /// <summary>1 to 256 examples: every number of vectors, and every number of padding lanes.</summary>
    public static IEnumerable<int> Lanes => Enumerable.Range(1, 256);

    /// <summary>Every number of features with every number of lanes.</summary>
    public static IEnumerable<(int Features, int Lanes)> FeaturesAndLanes() =>
        from features in Features
        from lanes in Lanes
        select (features, lanes);
}
