using System.Numerics;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Model.Data;
using Mkr.Model.Models.Pairs;
using Mkr.Model.Sampling;
using Mkr.Model.Training.Batches;
using Mkr.Model.Training.Columns;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Mkr;

/// <summary>Puts MKR's two tasks together: each its recorded loss, its examples, what follows from them, and an Adam of its own.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class MkrTasks<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MkrModel<T> _model;
    private readonly MkrOptions _options;
    private readonly RecommendationData _data;
    private readonly ItemEntityMap _map;
    private readonly SeededRandom _shuffles;
    private readonly SeededRandom _samples;
    private readonly MkrRsTask<T> _rs;
    private readonly MkrKgeTask<T> _kge;

    public MkrTasks(MkrModel<T> model, RecommendationData data, ItemEntityMap map, SeededRandom random)
    {
        _model = model;
        _options = model.Options;
        _data = data;
        _map = map;
        if (model.ItemsWithEntities is not null && !_map.IsOneToOne)
        {
            throw new ArgumentException(
                "The model keeps each item with the entity of its own index, but the data set has other entities for some.", nameof(model));
        }

        _shuffles = random.Split("shuffles");
        _samples = random.Split("samples");
        _rs = new MkrRsTask<T>(model, _options.BatchSize);
        _kge = new MkrKgeTask<T>(model, _options.BatchSize);
    }

    /// <summary>The recommendation task, on the pairs that the options ask for.</summary>
    public TrainingTask<T> Recommendation(ReadOnlySpan<Interaction> train)
    {
        IBatchSource pairs = PairSource.Create(_options, train, _data.Users.Count, _rs.Users, _rs.Items, _rs.Labels, _samples);
        var columns = new List<IBatchColumn>();
        if (_model.ItemsWithEntities is null && _rs.Entities is not null)
            columns.Add(new LinkedRows(_rs.Items, _rs.Entities, item => _map.EntitiesOf(item), _samples));
        columns.AddRange(_rs.Features);
        var adam = new Adam<T>(_rs.Tape, _model.Parameters, new AdamOptions(_options.RsRate, _options.Adam));
        return new TrainingTask<T>("samples", _rs.Tape, adam, pairs, columns, _options.BatchSize, _shuffles) { IsTrained = _options.UseRs };
    }

    /// <summary>The KGE task, on the triples.</summary>
    public TrainingTask<T> Graph()
    {
        var columns = new List<IBatchColumn>();
        if (_model.ItemsWithEntities is null && _kge.Items is not null)
            columns.Add(new LinkedRows(_kge.Heads, _kge.Items, head => _map.ItemsOf(head), _samples));
        var sampler = new NegativeTripleSampler(_data.Graph.OfItems);
        foreach (FalseTriple triple in _kge.FalseTriples)
        {
            columns.Add(triple.Heads is null
                ? new FalseTails(_kge.Heads, _kge.Relations, _kge.Tails, triple.Tails, sampler, _samples)
                : new FalseEnds<T>(_kge, triple, sampler, _map, _samples));
        }

        columns.AddRange(_kge.Features);
        var triples = new TripleBatches(_data.Graph.OfItems.Triples, _kge.Heads, _kge.Relations, _kge.Tails);
        var adam = new Adam<T>(_kge.Tape, _model.Parameters, new AdamOptions(_options.KgeRate, _options.Adam));
        return new TrainingTask<T>("triples", _kge.Tape, adam, triples, columns, _options.BatchSize, _shuffles);
    }

    /// <summary>Lets threads share the steps of both.</summary>
    public void SplitOver(WorkerTeam team, TrainingTask<T> recommendation, TrainingTask<T> graph)
    {
        recommendation.SplitOver(team, _rs.Record);
        graph.SplitOver(team, _kge.Record);
    }
}
