namespace Mkr.Model.Export.Onnx;

/// <summary>Sets of different sizes as a table: each is filled up to the size of the largest.</summary>
/// <param name="Members">The members' numbers, int64 [N x M]; -1 for what fills a set up, which gathers some row.</param>
/// <param name="IsMember">1 for a member, and 0 for what fills up: float [N x M].</param>
internal sealed record OnnxSets(string Members, string IsMember)
{
    /// <summary>The members of a set.</summary>
    public delegate ReadOnlySpan<int> SetOf(int owner);

    /// <summary>Adds the sets of the given owners.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">What they are.</param>
    /// <param name="owners">How many sets there are.</param>
    /// <param name="set">The members of each.</param>
    /// <param name="indices">The examples' owners.</param>
    public static OnnxSets Add(OnnxGraph graph, string name, int owners, SetOf set, string indices)
    {
        int most = 1;
        for (int owner = 0; owner < owners; owner++) most = Math.Max(most, set(owner).Length);
        long[] table = new long[checked(owners * most)];
        Array.Fill(table, -1);
        for (int owner = 0; owner < owners; owner++)
        {
            ReadOnlySpan<int> members = set(owner);
            for (int m = 0; m < members.Length; m++) table[(owner * most) + m] = members[m];
        }

        string rows = graph.Apply("Gather", graph.Constant<long>(name, table, owners, most), indices);
        string isNone = graph.Apply("Less", rows, graph.Constant<long>("zero", [0]));
        return new OnnxSets(rows, graph.Cast(graph.Apply("Not", isNone), OnnxType.Float));
    }
}
