using System.Runtime.InteropServices;

namespace Mkr.Model.Data.Formats;

/// <summary>Leaves one rating of each pair of user and item that several lines rate.</summary>
internal sealed class DuplicateRatings
{
    private readonly List<Interaction> _ratings;
    private readonly List<long>? _times;
    private readonly DuplicateRule _rule;
    private int _first = -1;

    private DuplicateRatings(List<Interaction> ratings, List<long>? times, DuplicateRule rule)
    {
        _ratings = ratings;
        _times = times;
        _rule = rule == DuplicateRule.Latest && times is null ? DuplicateRule.Highest : rule;
    }

    /// <summary>The pairs that were rated again.</summary>
    public int Pairs { get; private set; }

    /// <summary>One of them.</summary>
    public Interaction Example { get; private set; }

    /// <summary>What was done, as the end of a sentence.</summary>
    public string Rule => _rule switch
    {
        DuplicateRule.Latest => "the latest counts",
        DuplicateRule.Last => "the last line counts",
        DuplicateRule.First => "the first line counts",
        DuplicateRule.Highest => "a positive wins",
        _ => "one below the threshold wins",
    };

    /// <summary>Removes the ratings that do not count from both lists; the others keep their order.</summary>
    public static DuplicateRatings Remove(List<Interaction> ratings, List<long>? times, DuplicateRule rule)
    {
        var result = new DuplicateRatings(ratings, times, rule);
        bool[] isOut = result.Decide();
        result.Example = ratings[result._first];
        int kept = 0;
        for (int i = 0; i < isOut.Length; i++)
        {
            if (isOut[i]) continue;
            ratings[kept] = ratings[i];
            if (times is not null) times[kept] = times[i];
            kept++;
        }

        CollectionsMarshal.SetCount(ratings, kept);
        if (times is not null) CollectionsMarshal.SetCount(times, kept);
        return result;
    }

    private bool[] Decide()
    {
        bool[] isOut = new bool[_ratings.Count];
        var counting = new Dictionary<(int User, int Item), (int Line, bool IsAgain)>(_ratings.Count);
        for (int i = 0; i < isOut.Length; i++)
        {
            ref (int Line, bool IsAgain) pair =
                ref CollectionsMarshal.GetValueRefOrAddDefault(counting, (_ratings[i].User, _ratings[i].Item), out bool isKnown);
            if (!isKnown)
            {
                pair.Line = i;
                continue;
            }

            if (_first < 0) _first = i;
            if (!pair.IsAgain) Pairs++;
            bool wins = Wins(i, pair.Line);
            isOut[wins ? pair.Line : i] = true;
            pair = (wins ? i : pair.Line, true);
        }

        return isOut;
    }

    /// <summary>Whether a rating takes the place of an earlier one of its pair.</summary>
    private bool Wins(int later, int earlier) => _rule switch
    {
        DuplicateRule.Latest => _times![later] >= _times[earlier],
        DuplicateRule.Last => true,
        DuplicateRule.First => false,
        DuplicateRule.Highest => _ratings[later].IsPositive && !_ratings[earlier].IsPositive,
        _ => !_ratings[later].IsPositive && _ratings[earlier].IsPositive,
    };
}
