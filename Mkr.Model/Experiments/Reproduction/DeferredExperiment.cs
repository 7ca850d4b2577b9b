using System.Diagnostics;
using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>
/// Whether MKR with <see cref="RowPolicy.Deferred"/> ends where it does with <see cref="RowPolicy.Dense"/>, over a whole training. In
/// float, as models are trained, the two differ by rounding, which training amplifies; in double what remains is the closed form's own
/// error, of the second order in ε.
/// </summary>
/// <remarks>
/// Everything is compared after the last epoch: the best epoch by validation may be another one for either, and then the weights would have
/// nothing to do with each other.
/// </remarks>
internal static class DeferredExperiment
{
    /// <summary>The name that it is called by.</summary>
    public const string Name = "deferred";

    /// <summary>The title of its table.</summary>
    public const string Title = "Deferred steps beside dense ones, over a whole training";

    /// <summary>The paper's protocol, as the setting that chooses it.</summary>
    public static KeyValuePair<string, string> Protocol { get; } = new("protocol", "paper");

    /// <summary>The data sets, by the names of their presets.</summary>
    public static IReadOnlyList<string> Datasets { get; } = ["music", "movie", "book"];

    /// <summary>Trains twice, from the same seed on the same split, and compares.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="data">The data set.</param>
    /// <param name="settings">How to train it, but for the rows' policy.</param>
    /// <param name="seed">Determines split, initialisation and training.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static DeferredComparison Compare<T>(
        string dataset, RecommendationData data, RunSettings settings, ulong seed, CancellationToken cancellation = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        long start = Stopwatch.GetTimestamp();
        var random = new SeededRandom(seed);
        data = settings.Split.Reduce(data, random);
        DatasetSplit split = settings.Split.Split(data, random);
        var options = (MkrOptions)settings.Options;
        (string Name, double[] Values)[] dense = Train(RowPolicy.Dense), deferred = Train(RowPolicy.Deferred);
        return new DeferredComparison(
            dataset, typeof(T) == typeof(float) ? "float" : "double", seed, Test(dense), Test(deferred),
            ParameterDifference.Of(dense, deferred), Stopwatch.GetElapsedTime(start).TotalSeconds);

        (string Name, double[] Values)[] Train(RowPolicy policy)
        {
            var model = new MkrModel<T>(options with { Adam = policy }, MkrSizes.Of(data));
            SeededRandom source = random.Split("training");
            model.Initialize(source.Split("initialisation"));
            using var training = new MkrTraining<T>(model, data, split.Train, source);
            for (int epoch = 0; epoch < options.Epochs; epoch++)
                training.RunEpoch(cancellation.ThrowIfCancellationRequested);
            return [.. model.Parameters.Parameters.Select(p => (p.Name, Values(p)))];
        }

        CtrResult Test((string Name, double[] Values)[] parameters)
        {
            var model = new MkrModel<float>(options, MkrSizes.Of(data));
            foreach ((string name, double[] values) in parameters)
                model.Parameters[name].CopyFrom([.. values.Select(float.CreateChecked)]);
            var encoder = new MkrEncoder<float>(model, data.Map);
            return CtrEvaluator.Evaluate(new MkrRecommender(MkrDefinition.TableTitle, model, encoder), split.Test);
        }
    }

    private static double[] Values<T>(Parameter<T> parameter)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[parameter.Count];
        parameter.CopyTo(values);
        return [.. values.Select(double.CreateChecked)];
    }
}
