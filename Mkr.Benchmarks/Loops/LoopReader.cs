using System.Globalization;
using Mkr.Model.Data;

namespace Mkr.Benchmarks.Loops;

/// <summary>
/// Reads a data set as one would first write it: a string for each line and each field, dictionaries of strings, and no word on what is
/// wrong with a file.
/// </summary>
internal static class LoopReader
{
    public static (List<Interaction> Ratings, List<Triple> Triples) Read(string folder)
    {
        Dictionary<string, int> items = [], entities = [], users = [], relations = [];
        foreach (string line in File.ReadLines(Path.Combine(folder, "item_index2entity_id.txt")))
        {
            string[] fields = line.Split('\t');
            Index(items, fields[0]);
            Index(entities, fields[1]);
        }

        List<Interaction> ratings = [];
        foreach (string line in File.ReadLines(Path.Combine(folder, "ratings.dat")))
        {
            string[] fields = line.Split("::");
            if (!items.TryGetValue(fields[1], out int item)) continue;
            ratings.Add(new Interaction(Index(users, fields[0]), item, double.Parse(fields[2], CultureInfo.InvariantCulture) >= 4));
        }

        List<Triple> triples = [];
        foreach (string line in File.ReadLines(Path.Combine(folder, "kg.txt")))
        {
            string[] fields = line.Split('\t');
            triples.Add(new Triple(Index(entities, fields[0]), Index(relations, fields[1]), Index(entities, fields[2])));
        }

        return (ratings, triples);
    }

    private static int Index(Dictionary<string, int> indices, string id)
    {
        if (indices.TryGetValue(id, out int index)) return index;
        indices.Add(id, indices.Count);
        return indices.Count - 1;
    }
}
