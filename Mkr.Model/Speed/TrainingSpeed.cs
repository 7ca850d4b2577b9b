using Mkr.Engine.Optimizers;

namespace Mkr.Model.Speed;

/// <summary>How fast a preset trains under one policy of the optimizer.</summary>
/// <param name="Policy">What Adam does with rows outside the batch: the setting <c>adam</c>.</param>
/// <param name="Epochs">The epochs that were measured.</param>
/// <param name="Rs">The recommendation task.</param>
/// <param name="Kge">The KGE task.</param>
internal sealed record TrainingSpeed(string Policy, int Epochs, TaskSpeed Rs, TaskSpeed Kge);
