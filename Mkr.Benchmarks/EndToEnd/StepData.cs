using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>
/// The columns of a data set's training part, handed out a batch at a time, round and round: a step reads rows that the steps before it did
/// not leave in the caches.
/// </summary>
internal sealed class StepData
{
    private readonly int _batch;
    private int _nextInteraction;
    private int _nextTriple;

    public StepData(SyntheticData source, int batch)
    {
        var random = new SeededRandom(2);
        _batch = batch;
        Users = [.. source.Train.Select(x => x.User)];
        Items = [.. source.Train.Select(x => x.Item)];
        Labels = [.. source.Train.Select(x => x.IsPositive ? 1f : 0f)];
        Triple[] triples = source.Data.Graph.OfItems.Triples.ToArray();
        Heads = [.. triples.Select(x => x.Head)];
        Relations = [.. triples.Select(x => x.Relation)];
        Tails = [.. triples.Select(x => x.Tail)];
        FalseTails = [.. triples.Select(_ => random.NextInt32(source.Data.Graph.OfItems.Entities.Count))];
    }

    public int[] Users { get; }

    public int[] Items { get; }

    public float[] Labels { get; }

    public int[] Heads { get; }

    public int[] Relations { get; }

    public int[] Tails { get; }

    public int[] FalseTails { get; }

    public Range NextInteractions() => Next(ref _nextInteraction, Users.Length);

    public Range NextTriples() => Next(ref _nextTriple, Heads.Length);

    private Range Next(ref int start, int length)
    {
        if (start + _batch > length) start = 0;
        start += _batch;
        return (start - _batch)..start;
    }
}
