using Mkr.Model.Data.Formats;
using Mkr.Model.Models;

namespace Mkr.Model.Settings;

/// <summary>A known data set: its layout. Each model has options of its own for it.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Format">Its layout.</param>
public sealed record Preset(string Name, string Description, RawFormat Format)
{
    /// <summary>All presets.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new("demo", "a small invented world of films, committed with the program", RawFormat.Demo),
        new("music", "Last.FM", RawFormat.Music),
        new("book", "Book-Crossing", RawFormat.Book),
        new("movie", "MovieLens-1M", RawFormat.Movie),
        new("news", "news of the size of Bing-News, invented, or the sample of it that was released", RawFormat.News),
    ];

    /// <summary>The preset called <paramref name="name"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static Preset Find(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new SettingException($"There is no preset '{name}'. Did you mean '{Nearest.To(name, All.Select(p => p.Name))}'?");

    /// <summary>The settings to train a model with on this data set.</summary>
    public RunSettings Settings(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new RunSettings { Format = Format, Model = model, Options = model.OptionsFor(Name) };
    }
}
