namespace Mkr.Engine.Ops;

/// <summary>What <see cref="Dropout{T}"/> is random by: whoever fills a batch sets it; a tape and its replicas share one.</summary>
public sealed class DropoutSeed
{
    /// <summary>The seed of the present batch.</summary>
    public ulong Value { get; set; }
}
