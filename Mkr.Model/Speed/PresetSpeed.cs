using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Model.Speed;

/// <summary>How fast everything goes on one data set.</summary>
/// <param name="Preset">The preset's name.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Sizes">The tables' sizes.</param>
/// <param name="ReadBytesPerSecond">Reading its files.</param>
/// <param name="RowsPerSecond">The rows that the core can read at random from a table as large as the model's together.</param>
/// <param name="RankedUsersPerSecond">Ranking all items for a user, with all metrics.</param>
/// <param name="Training">Training, a row for each policy.</param>
/// <param name="GraphModels">Training of the models of a graph alone; empty where there is no graph.</param>
internal sealed record PresetSpeed(
    string Preset, RunSettings Settings, MkrSizes Sizes, double ReadBytesPerSecond, double RowsPerSecond, double RankedUsersPerSecond,
    IReadOnlyList<TrainingSpeed> Training, IReadOnlyList<KgeSpeed> GraphModels)
{
    /// <summary>MKR's options.</summary>
    public MkrOptions Options => (MkrOptions)Settings.Options;
}
