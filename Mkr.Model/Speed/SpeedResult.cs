namespace Mkr.Model.Speed;

/// <summary>What a <see cref="SpeedTest"/> measured.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Roof">What that machine can do at most.</param>
/// <param name="AucSeconds">The time of the AUC of <see cref="SpeedTest.AucScores"/> scores, the median.</param>
/// <param name="Presets">Each data set.</param>
internal sealed record SpeedResult(MachineDescription Machine, MachineRoof Roof, double AucSeconds, IReadOnlyList<PresetSpeed> Presets);
