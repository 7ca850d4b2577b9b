namespace Mkr.Benchmarks;

/// <summary>A parameter of a benchmark that decides how many examples an invocation handles.</summary>
/// <param name="Name">What the report shows.</param>
/// <param name="Examples">The examples of one invocation.</param>
public sealed record Workload(string Name, int Examples)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
