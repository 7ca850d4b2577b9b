using Mkr.Engine.Randomness;
using Mkr.Model.Sampling;

namespace Mkr.Model.Data.Protocols;

/// <summary>
/// Splits the positives first, and then draws as many negatives for each user and part: labels are balanced for every user in every
/// part, and no negative is anything that the user rated, or a negative of another part. Positives and negatives of a part are of the
/// same items.
/// </summary>
internal abstract class PositivesFirstProtocol : SplitProtocol
{
    /// <summary>Where a user has too few items left, the test part is served first.</summary>
    private static readonly DatasetPart[] ByImportance = [DatasetPart.Test, DatasetPart.Validation, DatasetPart.Train];

    /// <summary>Decides the part of each positive and the items of each part.</summary>
    protected abstract SplitPlan Plan(RecommendationData data, SeededRandom random);

    /// <inheritdoc/>
    protected sealed override DatasetSplit Divide(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        SplitPlan plan = Plan(data, random.Split("positives"));
        SeededRandom negativeRandom = random.Split("negatives");
        var sampler = new NegativeItemSampler(data);
        int[] negatives = new int[data.Items.Count];
        bool[][] allowed = [.. plan.Candidates.Select(items => Mark(items, data.Items.Count))];
        List<Interaction>[] rows = [[], [], []];
        int missing = 0, kept = 0;
        for (int user = 0; user < data.Users.Count; user++)
        {
            sampler.StartUser(user);
            foreach (DatasetPart part in ByImportance)
            {
                int count = AddPositives(data.Positives, user, plan.Parts, part, allowed[(int)part], rows[(int)part]);
                int drawn = sampler.Draw(plan.Candidates[(int)part], negatives.AsSpan(0, count), negativeRandom);
                foreach (int item in negatives.AsSpan(0, drawn)) rows[(int)part].Add(new Interaction(user, item, IsPositive: false));
                missing += count - drawn;
                kept += count;
            }
        }

        return new DatasetSplit([.. rows[0]], [.. rows[1]], [.. rows[2]])
        {
            MissingNegatives = missing,
            LeftOutItems = Enumerable.Range(0, data.Items.Count).Count(item => !allowed.Any(part => part[item])),
            LeftOutPositives = data.Positives.PairCount - kept,
        };
    }

    /// <summary>All items, whatever the part.</summary>
    protected static IReadOnlyList<int>[] AllItems(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] items = [.. Enumerable.Range(0, data.Items.Count)];
        return [items, items, items];
    }

    /// <summary>Parts for <paramref name="count"/> things, 6:2:2, in random order.</summary>
    protected static DatasetPart[] Deal(int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var parts = new DatasetPart[count]; // training, unless it is said otherwise
        int fifth = count / 5;
        parts.AsSpan(0, fifth).Fill(DatasetPart.Validation);
        parts.AsSpan(fifth, fifth).Fill(DatasetPart.Test);
        random.Shuffle(parts.AsSpan());
        return parts;
    }

    private static bool[] Mark(IReadOnlyList<int> items, int itemCount)
    {
        bool[] marks = new bool[itemCount];
        foreach (int item in items) marks[item] = true;
        return marks;
    }

    private static int AddPositives(
        UserItems positives, int user, DatasetPart[] parts, DatasetPart part, bool[] allowed, List<Interaction> rows)
    {
        int before = rows.Count;
        for (int i = 0; i < positives[user].Length; i++)
        {
            int item = positives[user][i];
            if (parts[positives.Start(user) + i] == part && allowed[item]) rows.Add(new Interaction(user, item, IsPositive: true));
        }

        return rows.Count - before;
    }
}
