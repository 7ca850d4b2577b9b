namespace Mkr.Engine.Verification;

/// <summary>A tape to be gradient-checked, with its inputs filled.</summary>
/// <param name="Name">What it checks.</param>
/// <param name="Tape">The tape.</param>
/// <param name="Batch">The batch size to run it on.</param>
internal sealed record OpCheck(string Name, Tape<double> Tape, int Batch)
{
    /// <summary>The results, a parameter each.</summary>
    public IReadOnlyList<GradientCheckResult> Run() => GradientCheck.Run(Tape, Batch);
}
