using System.Globalization;
using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Model.Data;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Mkr;

/// <summary>Trains MKR's two tasks in alternation (Algorithm 1, or the released program's schedule), an epoch a call.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class MkrTraining<T> : IStateful, IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Table<T>[] _tables;
    private readonly ITaskSchedule _schedule;
    private readonly WorkerTeam? _team;
    private readonly TrainingTask<T> _rs;
    private readonly TrainingTask<T> _kge;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;

    /// <summary>A training that continues from the model's present parameters.</summary>
    /// <param name="model">The model, with its options.</param>
    /// <param name="data">The data set.</param>
    /// <param name="train">The training part; copied.</param>
    /// <param name="random">The source of the shuffles and samples.</param>
    /// <param name="threads">How many may share a step of a large batch, where that is quicker; they do not change a bit.</param>
    /// <param name="map">Which entities describe which items, where that has been found already.</param>
    public MkrTraining(
        MkrModel<T> model, RecommendationData data, ReadOnlySpan<Interaction> train, SeededRandom random, int threads = 1,
        ItemEntityMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        _tables = [.. model.Parameters.Parameters.OfType<Table<T>>()];
        _catchUp = CatchUp;
        MkrOptions options = model.Options;
        _schedule = options.AlternatesSteps ? new AlternatingSteps(options.KgeInterval) : new AlternatingEpochs(options.KgeInterval);
        var tasks = new MkrTasks<T>(model, data, map ?? EntityScopes.MapOf(data, options.Entities), random);
        _rs = tasks.Recommendation(train);
        _kge = tasks.Graph();
        if (threads == 1) return;
        _team = new WorkerTeam(threads);
        tasks.SplitOver(_team, _rs, _kge);
    }

    /// <summary>The recommendation task.</summary>
    public ITrainingTask Recommendation => _rs;

    /// <summary>The KGE task.</summary>
    public ITrainingTask Graph => _kge;

    /// <summary>Trains one epoch.</summary>
    /// <param name="afterStep">Called after each step of either task; null for nothing.</param>
    /// <returns>The recommendation task's loss, averaged over the steps.</returns>
    public double RunEpoch(Action? afterStep = null) => _schedule.RunEpoch(_rs, _kge, afterStep ?? (static () => { }), _catchUp);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _schedule.Visit(visitor);
        _rs.Visit(visitor);
        _kge.Visit(visitor);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _team?.Dispose();

    /// <summary>Makes up all rows' missed steps: the price of deferring them belongs to training.</summary>
    private void CatchUp()
    {
        foreach (Table<T> table in _tables) table.CatchUp();
    }
}
