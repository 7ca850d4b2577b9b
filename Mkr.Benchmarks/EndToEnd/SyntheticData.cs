using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>A <see cref="RandomWorld"/> of the size of a preset's data set, and its training part.</summary>
internal sealed class SyntheticData
{
    public SyntheticData(string preset)
    {
        Data = RandomWorld.Create(preset, WorldSizes.Public[preset]);
        Train = SplitProtocol.Find("paper").Split(Data, new SeededRandom(1)).Train;
    }

    /// <summary>MKR's options under a preset.</summary>
    public static MkrOptions Options(string preset) => (MkrOptions)ModelCatalog.Find("mkr").OptionsFor(preset);

    /// <summary>The presets whose data sets' sizes are known.</summary>
    public static IEnumerable<string> Presets => WorldSizes.Public.Keys;

    public RecommendationData Data { get; }

    public Interaction[] Train { get; }

    /// <summary>The examples of the training part: six tenths of the positives and of as many negatives.</summary>
    public static int TrainingExamples(string preset) => (int)(0.6 * 2 * WorldSizes.Public[preset].Positives);
}
