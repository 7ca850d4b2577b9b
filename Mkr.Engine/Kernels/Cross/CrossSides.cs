namespace Mkr.Engine.Kernels;

/// <summary>Which outputs of a cross&amp;compress unit a kernel computes: code of its own for each choice.</summary>
internal interface ICrossSides
{
    /// <summary>Whether v' is computed.</summary>
    static abstract bool Item { get; }

    /// <summary>Whether e' is computed.</summary>
    static abstract bool Entity { get; }
}

/// <summary>v' and e'.</summary>
internal readonly struct BothSides : ICrossSides
{
    /// <inheritdoc/>
    public static bool Item => true;

    /// <inheritdoc/>
    public static bool Entity => true;
}

/// <summary>v' alone.</summary>
internal readonly struct ItemSide : ICrossSides
{
    /// <inheritdoc/>
    public static bool Item => true;

    /// <inheritdoc/>
    public static bool Entity => false;
}

/// <summary>e' alone.</summary>
internal readonly struct EntitySide : ICrossSides
{
    /// <inheritdoc/>
    public static bool Item => false;

    /// <inheritdoc/>
    public static bool Entity => true;
}
