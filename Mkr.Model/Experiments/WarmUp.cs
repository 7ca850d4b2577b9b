using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Evaluation;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>
/// Has the code of an experiment compiled by threads that would be idle, on a handful of invented data: compiling takes longer than an epoch of most data sets, and
/// trainings that begin side by side would wait for the same code.
/// </summary>
public static class WarmUp
{
    private const int LargestBatch = 64;
    private static readonly WorldSizes Sizes = new(Users: 16, Items: 32, Entities: 64, Relations: 2, Positives: 128, Triples: 128);

    /// <summary>Returns the result of <paramref name="work"/>, and warms up on up to <paramref name="threads"/> threads, its own included; not where there is one.</summary>
    /// <param name="settings">The experiment that follows.</param>
    /// <param name="threads">The threads.</param>
    /// <param name="work">What is to be done before it, such as reading its data.</param>
    public static TResult During<TResult>(RunSettings settings, int threads, Func<TResult> work)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(work);
        TResult[] result = new TResult[1];
        Action[] jobs = [() => result[0] = work(), () => TrainGraph(settings), () => TrainRecommendation(settings)];
        BlockSchedule.Run(threads == 1 ? 1 : jobs.Length, threads, job => jobs[job]());
        return result[0];
    }

    /// <summary>The KGE task, with all that is around a training. The recommendation task's ReLUs may die on so little data, and then the run would begin again.</summary>
    private static void TrainGraph(RunSettings settings)
    {
        RunSettings small = Reduce(settings, useRs: false);
        RowSummary.Of([new Experiment(RandomWorld.Create("warm-up", Sizes), small) { Comparisons = [Experiment.Popularity] }.Run(seed: 1)]);
    }

    private static void TrainRecommendation(RunSettings settings)
    {
        RunSettings small = Reduce(settings, useRs: true);
        RecommendationData data = RandomWorld.Create("warm-up", Sizes);
        var random = new SeededRandom(1);
        var model = new MkrModel<float>(
            small.Model, new MkrSizes(data.Users.Count, data.Items.Count, data.Graph.Entities.Count, data.Graph.Relations.Count), data.Map.IsOneToOne);
        model.Initialize(random);
        using var trainer = new AlternatingTrainer<float>(model, data, small.Split(data, random).Train, small.Training, random);
        trainer.RunEpoch();
    }

    /// <summary>One epoch of one task, with rates and a split that suit the invented data.</summary>
    private static RunSettings Reduce(RunSettings settings, bool useRs) => new()
    {
        Format = settings.Format,
        Model = settings.Model,
        Training = settings.Training with
        {
            Epochs = 1,
            BatchSize = Math.Min(settings.Training.BatchSize, LargestBatch),
            RsRate = 1e-3,
            KgeRate = 1e-3,
            KgeInterval = 1,
            UseRs = useRs,
            UseKge = !useRs,
        },
    };
}
