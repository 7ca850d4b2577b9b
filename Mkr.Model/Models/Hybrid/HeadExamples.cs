using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Wide;

namespace Mkr.Model.Models.Hybrid;

/// <summary>The validation pairs on which towers and closed forms are weighed, with what the closed forms say of them.</summary>
internal sealed class HeadExamples
{
    private const int MostPositives = 3000;
    private const int Negatives = 63;

    private readonly Interaction[] _pairs;
    private readonly double[] _features;
    private readonly int _size;
    private readonly bool _isRanking;

    private HeadExamples(WideFeatures wide, Interaction[] pairs, bool isRanking)
    {
        (_pairs, _isRanking, _size) = (pairs, isRanking, wide.Names.Count + 1);
        _features = new double[pairs.Length * _size];
        wide.Describe(pairs, (i, values) => values.CopyTo(_features, i * _size));
    }

    /// <summary>The validation part as it is: the head is to tell its labels.</summary>
    public static HeadExamples Labelled(WideFeatures wide, DatasetSplit split) => new(wide, split.Validation, isRanking: false);

    /// <summary>
    /// Validation positives, each followed by items that are in the training part and the user has not: the head is to rank the first of
    /// each group. Of many positives a part is drawn.
    /// </summary>
    public static HeadExamples Ranked(WideFeatures wide, DatasetSplit split, SeededRandom random)
    {
        Interaction[] positives = [.. split.Validation.Where(x => x.IsPositive)];
        random.Shuffle(positives.AsSpan());
        positives = positives[..Math.Min(MostPositives, positives.Length)];
        (UserItems own, _) = UserItems.ByLabel(wide.UserCount, [.. split.Train, .. split.Validation]);
        int[] items = [.. split.Train.Select(x => x.Item).Distinct().Order()];
        var pairs = new List<Interaction>();
        // By user, so that what is computed of a user is computed once.
        foreach (Interaction positive in positives.OrderBy(x => x.User))
        {
            int[] others = [.. items.Where(item => !own.Contains(positive.User, item))];
            if (others.Length == 0) continue;
            pairs.Add(positive);
            for (int k = 0; k < Negatives; k++)
                pairs.Add(new Interaction(positive.User, others[random.NextInt32(others.Length)], IsPositive: false));
        }

        return new HeadExamples(wide, [.. pairs], isRanking: true);
    }

    /// <summary>The weights that suit the towers.</summary>
    public QuadraticLogit Fit(ITrainedModel towers, double ridge)
    {
        float[] scores = new float[_pairs.Length];
        towers.ScorePairs(_pairs, scores);
        for (int i = 0; i < scores.Length; i++) _features[(i * _size) + _size - 1] = scores[i];
        return _isRanking
            ? QuadraticLogit.FitRanking(_features, _size, 1 + Negatives, ridge)
            : QuadraticLogit.Fit(_features, [.. _pairs.Select(x => x.IsPositive)], ridge);
    }
}
