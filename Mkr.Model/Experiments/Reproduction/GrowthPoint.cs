using Mkr.Engine.Optimizers;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>What <see cref="GrowthExperiment"/> measured for one size of the tables.</summary>
/// <param name="Rows">The rows of users, items and entities together.</param>
/// <param name="Policy">What Adam does with the rows that are not in the batch.</param>
/// <param name="RsNanoseconds">The recommendation task's time a sample.</param>
/// <param name="KgeNanoseconds">The KGE task's time a true triple, its false one included.</param>
/// <param name="ParameterBytes">The memory of all parameters.</param>
/// <param name="OptimizerBytes">That of both tasks' optimizers: two moments an element and, deferred, the step of each row.</param>
/// <param name="OtherBytes">What else the process has in memory: the runtime, the program, and what the tapes keep.</param>
internal sealed record GrowthPoint(
    int Rows, RowPolicy Policy, double RsNanoseconds, double KgeNanoseconds, long ParameterBytes, long OptimizerBytes, long OtherBytes)
{
    /// <summary>The policy's name, as the setting <c>adam</c> has it.</summary>
    public string PolicyName => Policy switch { RowPolicy.Dense => "dense", RowPolicy.Deferred => "deferred", _ => "lazy" };
}
