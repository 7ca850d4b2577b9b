using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Model.Speed;

/// <summary>A data set to measure on.</summary>
internal sealed record SpeedSubject
{
    private SpeedSubject(string preset, RunSettings settings, string folder, RecommendationData data)
    {
        Preset = preset;
        Settings = settings;
        Folder = folder;
        Data = data;
    }

    /// <summary>The preset's name.</summary>
    public string Preset { get; }

    /// <summary>How to read and to train it; the policy of the optimizer is varied.</summary>
    public RunSettings Settings { get; }

    /// <summary>MKR's options.</summary>
    public MkrOptions Options => (MkrOptions)Settings.Options;

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>What was read there.</summary>
    public RecommendationData Data { get; }

    /// <summary>The bytes of the files that are read, those with names not counted.</summary>
    public long Bytes => new[] { Settings.Format.RatingsFile, Settings.Format.ItemMapFile, Settings.Format.TriplesFile }
        .Sum(file => new FileInfo(Path.Combine(Folder, file)).Length);

    /// <summary>The same data with another model's settings.</summary>
    public SpeedSubject With(RunSettings settings) => new(Preset, settings, Folder, Data);

    /// <summary>Reads a data set.</summary>
    /// <exception cref="DataFormatException">It cannot be read.</exception>
    public static SpeedSubject Read(string preset, RunSettings settings, string folder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RecommendationData data = RawDataReader.Read(folder, settings.Format);
        return new SpeedSubject(preset, settings with { Format = RatingsLayout.Find(folder, settings.Format).Format }, folder, data);
    }

    /// <summary>Invents a data set of the given sizes, and writes it into <paramref name="folder"/>, to be read from there.</summary>
    public static SpeedSubject Invent(string preset, RunSettings settings, WorldSizes sizes, string folder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RawDataWriter.Write(folder, RandomWorld.Create(preset, sizes));
        return Read(preset, settings with { Format = RawDataWriter.Format(preset) }, folder);
    }
}
