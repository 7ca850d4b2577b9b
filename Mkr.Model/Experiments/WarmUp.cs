using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments.Comparisons;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments;

/// <summary>
/// Has the code of an experiment compiled by threads that would be idle, on a handful of invented data: compiling takes longer than an
/// epoch of most data sets, and trainings that begin side by side would wait for the same code.
/// </summary>
internal static class WarmUp
{
    private const int LargestBatch = 64;
    private static readonly WorldSizes Sizes = new(Users: 16, Items: 32, Entities: 64, Relations: 2, Positives: 128, Triples: 128);

    /// <summary>
    /// Returns the result of <paramref name="work"/>, and warms up on up to <paramref name="threads"/> threads, its own included; not
    /// where there is one.
    /// </summary>
    /// <param name="settings">The experiment that follows.</param>
    /// <param name="threads">The threads.</param>
    /// <param name="work">What is to be done before it, such as reading its data.</param>
    public static TResult During<TResult>(RunSettings settings, int threads, Func<TResult> work)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(work);
        TResult[] result = new TResult[1];
        Action[] jobs = [() => result[0] = work(), () => Compare(settings), () => Train(settings)];
        BlockSchedule.Run(threads == 1 ? 1 : jobs.Length, threads, job => jobs[job]());
        return result[0];
    }

    /// <summary>All that is around a training, with a model that is there at once.</summary>
    private static void Compare(RunSettings settings)
    {
        RunSettings counting = Small(settings).With(ModelCatalog.Find("popularity"));
        var experiment = new Experiment(RandomWorld.Create("warm-up", Sizes), counting) { Comparisons = [Comparison.Find("user-balance")] };
        RowSummary.Of([experiment.Run(seed: 1)]);
    }

    /// <summary>
    /// One epoch, whatever becomes of it: on so little data a model may well collapse, and some ask for what the invented data has not,
    /// such as names or relations. Whether the real data has it, the real training says.
    /// </summary>
    private static void Train(RunSettings settings)
    {
        try
        {
            TrainOnce(Small(settings));
        }
        catch (Exception e) when (e is SettingException or DataFormatException)
        {
        }
    }

    private static void TrainOnce(RunSettings small)
    {
        RunPart part = RunPart.Prepare(WithFields(RandomWorld.Create("warm-up", Sizes), small), small, seed: 1);
        var data = new ModelData(part.Data, part.Split);
        using ITrainable training = small.Model.Create(small.Options, data, new TrainingResources(new SeededRandom(1), Threads: 1));
        training.RunEpoch(() => { });
        CtrEvaluator.TryEvaluate(training.CreateRecommender(), part.Split.Validation);
        training.Figures();
    }

    /// <summary>
    /// The data with the fields of raw features that the settings name: in each, users and items have a value of their own.
    /// </summary>
    private static RecommendationData WithFields(RecommendationData data, RunSettings settings)
    {
        const string Key = "features";
        if (!settings.Model.Settings.Any(setting => setting.Key == Key)) return data;
        IEnumerable<string> names = settings.Text(Key).Split(',', StringSplitOptions.TrimEntries).Except(FeatureSelection.Derived);
        return data with
        {
            Features =
            [
                .. names.SelectMany(name => (FeatureField[])
                    [OwnValues(name, FeatureOwner.User, data.Users), OwnValues(name, FeatureOwner.Item, data.Items)]),
            ],
        };
    }

    private static FeatureField OwnValues(string name, FeatureOwner owner, Vocabulary ids)
    {
        var rows = new FeatureRows(ids.Count);
        for (int id = 0; id < ids.Count; id++) rows.Add(id, id);
        return rows.ToField(name, owner, ids);
    }

    /// <summary>Small batches, under a protocol that suits the invented data.</summary>
    private static RunSettings Small(RunSettings settings) => new()
    {
        Format = settings.Format,
        Split = new SplitOptions { Protocol = SplitProtocol.Find("paper") },
        Model = settings.Model,
        Options = settings.Options is EpochOptions options
            ? options with { Epochs = 1, BatchSize = Math.Min(options.BatchSize, LargestBatch) }
            : settings.Options,
    };
}
