using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Hybrid;
using Mkr.Model.Sampling;

namespace Mkr.Tests.Model.Models.Hybrid;

internal sealed class PairsByUserTests
{
    private const int Users = 20;
    private const int PerPositive = 3;

    /// <summary>User u likes items u to u + 6.</summary>
    private static readonly Interaction[] Train =
        [.. Enumerable.Range(0, 7 * Users).Select(row => new Interaction(row / 7, (row / 7) + (row % 7), IsPositive: true))];

    [Test]
    public void A_pass_has_every_positive_once_each_before_its_negatives()
    {
        (int User, int Item, float Label)[] pass = new Source().Pass(batch: 13);
        Assert.That(pass, Has.Length.EqualTo(Train.Length * (1 + PerPositive)));
        Assert.That(
            pass.Where(x => x.Label == 1).Select(x => (x.User, x.Item)), Is.EquivalentTo(Train.Select(x => (x.User, x.Item))));
        for (int i = 0; i < pass.Length; i++)
        {
            (int user, int item, float label) = pass[i];
            Assert.That(label, Is.EqualTo(i % (1 + PerPositive) == 0 ? 1 : 0));
            Assert.That(user, Is.EqualTo(pass[i - (i % (1 + PerPositive))].User));
            if (label == 0) Assert.That(item < user || item > user + 6, $"user {user}, negative {item}");
        }
    }

    [Test]
    public void A_users_positives_stay_together_in_chunks_and_chunks_are_shuffled()
    {
        (int User, int Item, float Label)[] pass = new Source().Pass(batch: 560);
        int[] users = [.. pass.Where(x => x.Label == 1).Select(x => x.User)];
        int runs = 1 + Enumerable.Range(1, users.Length - 1).Count(i => users[i] != users[i - 1]);
        Assert.That(runs, Is.InRange(Users + 5, 2 * Users));
    }

    [Test]
    public void Each_pass_is_another_order_with_other_negatives_whatever_the_batch()
    {
        Source one = new(), other = new();
        (int User, int Item, float Label)[] first = one.Pass(batch: 13), second = one.Pass(batch: 13);
        Assert.That(second, Is.Not.EquivalentTo(first));
        Assert.That(other.Pass(batch: 560), Is.EqualTo(first));
    }

    private sealed class Source
    {
        private readonly RowNumbers _users = new(560);
        private readonly RowNumbers _items = new(560);
        private readonly BatchInput<float> _labels = new(new Tape<float>(560), "label");
        private readonly SeededRandom _random = new(2);
        private readonly PairsByUser<float> _source;

        public Source() => _source = new PairsByUser<float>(
            UserItems.ByLabel(Users, Train).Positives, PerPositive, new FreshNegatives(Train, Users), _users, _items, _labels,
            new SeededRandom(1));

        public (int User, int Item, float Label)[] Pass(int batch)
        {
            _source.Shuffle(_random);
            var pass = new List<(int, int, float)>();
            for (int start = 0; start < _source.Count; start += batch)
            {
                int count = Math.Min(batch, _source.Count - start);
                _source.Fill(start, count);
                for (int i = 0; i < count; i++) pass.Add((_users.Rows[i], _items.Rows[i], _labels.Values[i]));
            }

            return [.. pass];
        }
    }
}
