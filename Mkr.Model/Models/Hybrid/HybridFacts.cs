using Mkr.Model.Data;
using Mkr.Model.Models.Wide;

namespace Mkr.Model.Models.Hybrid;

/// <summary>What the training part and the graph tell of users and items: histories, popularity, attributes.</summary>
internal sealed class HybridFacts
{
    /// <summary>Collects them.</summary>
    public HybridFacts(ModelData data, bool attributes)
    {
        Positives = PositiveMatrix.Of(data);
        if (!attributes || GraphAttributes.Find(data.Data) is not GraphAttributes found) return;
        AttributeCount = found.Count;
        ItemAttributes = found.Rows;
        UserAttributes = Profiles(found.Rows, AttributeCount);
    }

    /// <summary>The training positives.</summary>
    public PositiveMatrix Positives { get; }

    /// <summary>How many attributes there are: 0 where the graph tells nothing, or is not asked.</summary>
    public int AttributeCount { get; }

    /// <summary>The attributes of each item, of length 1; see <see cref="GraphAttributes"/>.</summary>
    public WeightedRows? ItemAttributes { get; }

    /// <summary>The sums of the attributes of each user's history.</summary>
    public WeightedRows? UserAttributes { get; }

    private WeightedRows Profiles(WeightedRows items, int attributes)
    {
        double[] sums = new double[attributes];
        var touched = new SortedSet<int>();
        var rows = new (int Column, double Weight)[Positives.UserCount][];
        for (int user = 0; user < rows.Length; user++)
        {
            touched.Clear();
            foreach (int item in Positives.ItemsOf(user))
            {
                items.AddRow(item, 1, sums);
                foreach (int attribute in items.Columns(item)) touched.Add(attribute);
            }

            rows[user] = [.. touched.Select(attribute => (attribute, sums[attribute]))];
            foreach (int attribute in touched) sums[attribute] = 0;
        }

        return WeightedRows.Build(rows);
    }
}
