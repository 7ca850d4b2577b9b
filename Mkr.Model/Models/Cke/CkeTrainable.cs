using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Calibration;
using Mkr.Model.Models.Factorization;
using Mkr.Model.Sampling;
using Mkr.Model.Training;
using Mkr.Model.Training.Columns;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Cke;

/// <summary>CKE in training: a step is one of both losses, on as many pairs as triples.</summary>
internal sealed class CkeTrainable : ITrainable
{
    private readonly ModelData _data;
    private readonly CkeModel<float> _model;
    private readonly TrainingTask<float> _training;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;

    public CkeTrainable(CkeOptions options, ModelData data, TrainingResources resources)
    {
        _data = data;
        KnowledgeGraph graph = data.Data.Graph;
        int users = data.Data.Users.Count;
        _model = new CkeModel<float>(
            options, users, data.Data.Items.Count, graph.Entities.Count, Math.Max(1, graph.Relations.Count));
        _model.Initialize(resources.Random.Split("initialisation"));
        var task = new CkeTask<float>(_model, options.BatchSize, hasGraph: graph.Triples.Length > 0);
        Interaction[] train = data.Split.Train;
        var pairs = new RankedPairs<float>(
            train, 1, new FreshNegatives(train, users), task.Users, task.Positives, task.Negatives, resources.Random.Split("negatives"));
        var adam = new Adam<float>(task.Tape, _model.Parameters, new AdamOptions(options.Rate, options.Adam));
        _training = new TrainingTask<float>(
            "pairs", task.Tape, adam, pairs, Columns(task, data.Data, resources.Random), options.BatchSize,
            resources.Random.Split("shuffles"));
        _catchUp = _model.CatchUp;
    }

    /// <inheritdoc/>
    public double Progress => (double)_training.Position / _training.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates => [_training.Rate];

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep) => OneTask.RunEpoch(_training, afterStep, _catchUp);

    /// <summary>Its scores, which only rank, are scaled to logits on the validation part.</summary>
    public ITrainedModel CreateRecommender() =>
        CalibratedModel.Fit(_model.CreateRecommender(_data.Data.Map), _data.Split.Validation);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _model.Visit(visitor);

    /// <inheritdoc/>
    public void VisitTraining(StateVisitor visitor)
    {
        _model.Visit(visitor);
        _training.Visit(visitor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>The entities of the items, one of several drawn, and the triples.</summary>
    private static List<IBatchColumn> Columns(CkeTask<float> task, RecommendationData data, SeededRandom random)
    {
        SeededRandom entities = random.Split("entities"), triples = random.Split("triples");
        RowLinks links = item => data.Map.EntitiesOf(item);
        var columns = new List<IBatchColumn>
        {
            new LinkedRows(task.Positives, task.PositiveEntities, links, entities),
            new LinkedRows(task.Negatives, task.NegativeEntities, links, entities),
        };
        if (task.Graph is not CkeTriples<float> graph) return columns;
        columns.Add(new CyclingTriples(data.Graph.Triples, graph.Heads, graph.Relations, graph.Tails, triples));
        columns.Add(new FalseTails(
            graph.Heads, graph.Relations, graph.Tails, graph.FalseTails, new NegativeTripleSampler(data.Graph), triples));
        return columns;
    }
}
