using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>
/// The settings for a known data set: the paper's (section 4, "Experiments setup": L, d, t, lambda1, H = 1, lambda2 = 1e-6), with the batch sizes, rates and epochs of
/// the released program. The invented data set has settings of its own.
/// </summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Settings">The settings.</param>
public sealed record Preset(string Name, string Description, RunSettings Settings)
{
    private static readonly SplitProtocol Clean = SplitProtocol.All.Single(protocol => protocol.Name == "clean");

    /// <summary>All presets.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new("demo", "a small invented world of films, committed with the program", Create(
            RawFormat.Demo,
            new MkrOptions { Dim = 32, LowLayers = 1, Lambda1 = 0.5, L2 = 1e-8 },
            new TrainingOptions { Epochs = 60, BatchSize = 64, RsRate = 3e-4, KgeRate = 1e-2, KgeInterval = 1 }) with { Protocol = Clean }),
        new("music", "Last.FM", Create(
            RawFormat.Music,
            new MkrOptions { Dim = 4, LowLayers = 2, Lambda1 = 0.1 },
            new TrainingOptions { Epochs = 10, BatchSize = 256, RsRate = 1e-3, KgeRate = 2e-4, KgeInterval = 2 })),
        new("book", "Book-Crossing", Create(
            RawFormat.Book,
            new MkrOptions { Dim = 8, LowLayers = 1, Lambda1 = 0.1 },
            new TrainingOptions { Epochs = 10, BatchSize = 32, RsRate = 2e-4, KgeRate = 2e-5, KgeInterval = 2 })),
        new("movie", "MovieLens-1M", Create(
            RawFormat.Movie,
            new MkrOptions { Dim = 8, LowLayers = 1, Lambda1 = 0.5 },
            new TrainingOptions { Epochs = 20, BatchSize = 4096, RsRate = 0.02, KgeRate = 0.01, KgeInterval = 3 })),
    ];

    /// <summary>The preset called <paramref name="name"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static Preset Find(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new SettingException($"There is no preset '{name}'. Did you mean '{Nearest.To(name, All.Select(p => p.Name))}'?");

    private static RunSettings Create(RawFormat format, MkrOptions model, TrainingOptions training) =>
        new RunSettings { Format = format, Model = model, Training = training }.WithObjective(Objective.Paper);
}
