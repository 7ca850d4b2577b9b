using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Threads;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Model.Training;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>A model of a knowledge graph in training, on the graph's training part.</summary>
internal sealed class KgeTrainable : ITrainable
{
    private readonly string _title;
    private readonly ModelData _data;
    private readonly KgeModel<float> _model;
    private readonly HeldOutLinks _heldOut;
    private readonly KgeLinks _links;
    private readonly Adam<float> _adam;
    private readonly TrainingTask<float> _training;
    private readonly WorkerTeam? _team;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;
    private readonly Table<float>[] _frozen;
    private int _epochs;

    public KgeTrainable(string title, KgeOptions options, ModelData data, TrainingResources resources)
    {
        (_title, _data) = (title, data);
        KnowledgeGraph graph = data.Data.Graph.OfItems;
        (int entities, int relations) = (graph.Entities.Count, Math.Max(1, graph.Relations.Count));
        GraphParts parts = GraphParts.Split(graph, options.GraphSplit, options.HeldOut, resources.Random.Split("graph split"));
        _model = new KgeModel<float>(options, entities, relations);
        _model.Initialize(resources.Random.Split("initialisation"));
        _heldOut = new HeldOutLinks(parts);
        _links = new KgeLinks(_model, _heldOut, graph);
        var task = new KgeTask<float>(_model, options.BatchSize);
        var corruptor = new TripleCorruptor(parts.Train, entities, relations, options.Corruption == Corruption.Bernoulli);
        var triples = new SidedTriples<float>(parts.Train, task, corruptor, resources.Random.Split("samples"));
        _adam = new Adam<float>(task.Tape, _model.Parameters, new AdamOptions(options.Rate, options.Adam));
        _model.Constrain(_adam);
        _training = new TrainingTask<float>(
            "triples", task.Tape, _adam, triples, [], options.BatchSize, resources.Random.Split("shuffles"));
        _catchUp = _model.CatchUp;
        _frozen = [.. _model.Function.Frozen];
        if (resources.Threads == 1 || !task.Tape.CanSplit) return;
        _team = new WorkerTeam(resources.Threads);
        _training.SplitOver(_team, task.Record);
    }

    /// <inheritdoc/>
    public double Progress => _training.Count == 0 ? Math.Min(1, _epochs) : (double)_training.Position / _training.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates => [_training.Rate];

    /// <summary>Says so where the model ranks no better than chance: one that has collapsed scores all alike.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            if (_links.Parts.Validation.Length == 0)
                return _training.Count == 0 ? [] : ["no triple was held out for validation: no epoch was better than another."];
            LinkRanks ranks = _links.Rank(_links.Parts.Validation);
            if (ranks.NotNumbers > 0) return [$"{ranks.NotNumbers} validation triples have no number for a score; they rank last."];
            return ranks.Both.MeanRank < _model.Entities.Rows / 2.0 * 0.9
                ? []
                :
                [
                    "the model ranks the validation triples no better than chance: its scores are all alike. Give a larger start or a "
                    + "smaller l2.",
                ];
        }
    }

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep)
    {
        _epochs++;
        foreach (Table<float> table in _frozen) _adam.Freeze(table, _epochs <= _model.Options.FrozenEpochs);
        return _training.Count == 0 ? 0 : OneTask.RunEpoch(_training, afterStep, _catchUp);
    }

    /// <inheritdoc/>
    public ITrainedModel CreateRecommender() => KgeRecommender.Create(_title, _model, _heldOut, _links, _data);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _model.Visit(visitor);

    /// <inheritdoc/>
    public void VisitTraining(StateVisitor visitor)
    {
        _model.Visit(visitor);
        _training.Visit(visitor);
        _epochs = visitor.Value("epochs", _epochs);
    }

    /// <inheritdoc/>
    public void Dispose() => _team?.Dispose();
}
