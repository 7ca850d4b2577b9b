using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models;

/// <summary>
/// A small matrix of users and items, with what closed-form models of an independent implementation make of it in float64.
/// </summary>
/// <param name="Training">Its positives.</param>
/// <param name="UserCount">The rows; one is empty.</param>
/// <param name="ItemCount">The columns; one is empty.</param>
/// <param name="Cases">A model's options, weights and scores.</param>
internal sealed record GoldenMatrix(Interaction[] Training, int UserCount, int ItemCount, IReadOnlyList<JsonNode> Cases)
{
    public static GoldenMatrix Load(string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", name + ".json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
        JsonArray rows = json["interactions"]!.AsArray();
        var training = new List<Interaction>();
        for (int user = 0; user < rows.Count; user++)
        {
            double[] row = GoldenTrajectory.Numbers(rows[user]!);
            for (int item = 0; item < row.Length; item++)
                if (row[item] != 0) training.Add(new Interaction(user, item, IsPositive: true));
        }

        return new GoldenMatrix([.. training], rows.Count, rows[0]!.AsArray().Count, [.. json["cases"]!.AsArray().Select(x => x!)]);
    }

    /// <summary>The numbers of an array of a case, in order.</summary>
    public static double[] Numbers(JsonNode golden, string key) => GoldenTrajectory.Numbers(golden[key]!);
}
