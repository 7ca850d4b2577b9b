using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Hybrid.Attention;

/// <summary>What is attended to: the items of each user's history, or the attributes of each item.</summary>
internal static class AttendedSets
{
    private const ulong Seed = 2019;

    /// <summary>
    /// Each user's items; of a history of more than <paramref name="most"/> so many are drawn, the same for the same data.
    /// </summary>
    public static CompressedRows OfHistories(PositiveMatrix positives, int most)
    {
        var random = new SeededRandom(Seed);
        var pairs = new List<(int User, int Item)>();
        for (int user = 0; user < positives.UserCount; user++)
        {
            int[] items = positives.ItemsOf(user).ToArray();
            if (items.Length > most) random.Shuffle(items.AsSpan());
            foreach (int item in items.Take(most)) pairs.Add((user, item));
        }

        return CompressedRows.Build(positives.UserCount, [.. pairs]);
    }

    /// <summary>Each item's attributes.</summary>
    public static CompressedRows OfAttributes(WeightedRows attributes)
    {
        var pairs = new List<(int Item, int Attribute)>();
        for (int item = 0; item < attributes.Count; item++)
            foreach (int attribute in attributes.Columns(item)) pairs.Add((item, attribute));
        return CompressedRows.Build(attributes.Count, [.. pairs]);
    }
}
