using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Factorization;
using Mkr.Model.Sampling;

namespace Mkr.Tests.Model.Models.Factorization;

internal sealed class RankedPairsTests
{
    private const int Users = 20;
    private const int MaxBatch = 180;

    /// <summary>User u likes items u, u + 1 and u + 2; item u + 9 is a negative of the protocol's.</summary>
    private static readonly Interaction[] Train =
    [
        .. Enumerable.Range(0, 4 * Users).Select(row => new Interaction(row / 4, (row / 4) + (row % 4 == 3 ? 9 : row % 4), row % 4 != 3)),
    ];

    [Test]
    public void A_pass_has_every_positive_as_often_as_asked_and_nothing_else([Values(1, 3)] int negatives)
    {
        (int User, int Positive, int Negative)[] pass = new Source(negatives).Pass(batch: 7);
        Assert.That(
            pass.CountBy(pair => (pair.User, pair.Positive)),
            Is.EquivalentTo(Train.Where(x => x.IsPositive).Select(x => KeyValuePair.Create((x.User, x.Item), negatives))));
    }

    [Test]
    public void Negatives_are_items_of_the_training_part_that_the_user_does_not_like()
    {
        HashSet<int> items = [.. Train.Select(x => x.Item)];
        foreach ((int user, _, int negative) in new Source(negatives: 3).Pass(batch: 7))
            Assert.That(items.Contains(negative) && (negative < user || negative > user + 2), $"user {user}, negative {negative}");
    }

    [Test]
    public void Each_pass_is_another_order_with_other_negatives()
    {
        var source = new Source(negatives: 1);
        (int User, int Positive, int Negative)[] first = source.Pass(batch: 7), second = source.Pass(batch: 7);
        Assert.That(second.Select(pair => pair.Positive), Is.Not.EqualTo(first.Select(pair => pair.Positive)));
        Assert.That(second, Is.Not.EquivalentTo(first));
    }

    [Test]
    public void Small_batches_make_the_pass_that_large_ones_make() =>
        Assert.That(new Source(negatives: 3).Pass(batch: 7), Is.EqualTo(new Source(negatives: 3).Pass(batch: MaxBatch)));

    /// <summary>The pairs, and the lookups that they go to.</summary>
    private sealed class Source
    {
        private readonly SeededRandom _shuffles = new(1);
        private readonly BprMfTask<float> _task = new(new BprMfModel<float>(2, Users, Users + 9), new BprMfOptions(), MaxBatch);
        private readonly RankedPairs<float> _pairs;

        public Source(int negatives) => _pairs = new RankedPairs<float>(
            Train, negatives, new FreshNegatives(Train, Users), _task.Users, _task.Positives, _task.Negatives, new SeededRandom(2));

        public (int User, int Positive, int Negative)[] Pass(int batch)
        {
            _pairs.Shuffle(_shuffles);
            var pass = new List<(int, int, int)>();
            for (int start = 0; start < _pairs.Count; start += batch)
            {
                int count = Math.Min(batch, _pairs.Count - start);
                _pairs.Prefetch(start, count);
                _pairs.Fill(start, count);
                for (int k = 0; k < count; k++)
                    pass.Add((_task.Users.Rows[k], _task.Positives.Rows[k], _task.Negatives.Rows[k]));
            }

            return [.. pass];
        }
    }
}
