using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Verification;

/// <summary>Bags of rows, and what reads them.</summary>
internal static class BagParts
{
    /// <summary>Bags of a table that is looked up by itself as well.</summary>
    public static void Bags(this CheckParts p, int columns, BagMode mode, bool isWeighted)
    {
        BagLookup<double> bags = p.BagLookup(columns, isWeighted);
        foreach (ref double weight in bags.Weights) weight = p.Random.NextDouble();
        p.Probe(new EmbeddingBag<double>(p.Tape, bags, mode).Output);
        p.Probe(new Embedding<double>(p.Tape, CheckParts.Repeat(p.Tape.Lookup(bags.Table))).Output);
    }

    /// <summary>Bags of 3, 0, 2 and 4 rows, some of them repeated, that 1, 2, 3 and 1 examples share.</summary>
    public static void SharedBags(this CheckParts p, int columns, BagMode mode, bool isWeighted)
    {
        Table<double> table = p.Parameters.AddTable("bag", CheckParts.Batch, columns);
        new Normal(1).Fill(table, p.Random);
        BagLookup<double> bags = p.Tape.BagLookup(table, 9, isWeighted, isShared: true);
        ((ReadOnlySpan<int>)[0, 1, 1, 2, 2, 2, 3]).CopyTo(bags.Bags);
        ((ReadOnlySpan<int>)[3, 3, 5, 9]).CopyTo(bags.Ends);
        ((ReadOnlySpan<int>)[5, 1, 5, 2, 1, 0, 3, 0, 1]).CopyTo(bags.Rows);
        foreach (ref double weight in bags.Weights) weight = p.Random.NextDouble();
        p.Probe(new EmbeddingBag<double>(p.Tape, bags, mode).Output);
        p.Probe(new Embedding<double>(p.Tape, CheckParts.Repeat(p.Tape.Lookup(table))).Output);
    }

    /// <summary>
    /// Texts of the same rows, the longer ones of which say the same things twice; of two ops on the same words, with a table that is
    /// looked up by itself as well.
    /// </summary>
    public static void Convolution1D(this CheckParts p, int window, int columns, int filters)
    {
        BagLookup<double> words = p.BagLookup(columns, isWeighted: false);
        for (int i = 0; i < 2; i++)
        {
            Weight<double> weight = p.Weight($"filter{i}", window * columns, filters), bias = p.Weight($"bias{i}", 1, filters);
            p.Probe(new Convolution1D<double>(p.Tape, words, weight, bias).Output);
        }

        p.Probe(new Embedding<double>(p.Tape, CheckParts.Repeat(p.Tape.Lookup(words.Table))).Output);
    }

    /// <summary>Bags of 0, 1, 2, ... rows of a random table, the last of which are repeated.</summary>
    private static BagLookup<double> BagLookup(this CheckParts p, int columns, bool isWeighted)
    {
        Table<double> table = p.Parameters.AddTable("bag", CheckParts.Batch, columns);
        new Normal(1).Fill(table, p.Random);
        BagLookup<double> bags = p.Tape.BagLookup(table, CheckParts.Batch * CheckParts.Batch, isWeighted);
        int count = 0;
        for (int i = 0; i < CheckParts.Batch; i++)
        {
            for (int k = 0; k < i; k++)
                bags.Rows[count++] = k % 4;
            bags.Ends[i] = count;
        }

        return bags;
    }
}
