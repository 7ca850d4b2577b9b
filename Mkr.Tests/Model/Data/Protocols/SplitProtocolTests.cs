using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Tests.Model.Data;

namespace Mkr.Tests.Model.Data.Protocols;

/// <summary>What every protocol has to hold, on the demo data set.</summary>
[TestFixtureSource(nameof(Protocols))]
internal sealed class SplitProtocolTests(SplitProtocol protocol)
{
    private static readonly IEnumerable<TestFixtureData> Protocols =
        SplitProtocol.All.Select(protocol => new TestFixtureData(protocol).SetArgDisplayNames(protocol.Name));

    private readonly RecommendationData _data =
        RawDataReader.Read(Path.Combine(RealData.RepositoryRoot, "datasets", "demo"), RawFormat.Demo);

    private DatasetSplit Split(ulong seed = 1) => protocol.Split(_data, new SeededRandom(seed));

    private static Interaction[] All(DatasetSplit split) => [.. split.Train, .. split.Validation, .. split.Test];

    [Test]
    public void No_pair_occurs_twice_and_each_positive_is_there_or_counted()
    {
        DatasetSplit split = Split();
        Interaction[] rows = All(split);
        Assert.That(rows.Select(row => (row.User, row.Item)).Distinct().Count(), Is.EqualTo(rows.Length));
        Assert.That(rows.Count(row => row.IsPositive) + split.LeftOutPositives, Is.EqualTo(_data.Positives.PairCount));
        if (protocol is not WarmProtocol) Assert.That(split.LeftOutPositives, Is.Zero);
        Assert.That(rows.Where(row => row.IsPositive), Has.All.Matches<Interaction>(row => _data.Positives.Contains(row.User, row.Item)));
    }

    [Test]
    public void Negatives_are_unrated_and_as_many_as_positives_for_each_user()
    {
        DatasetSplit split = Split();
        Interaction[] rows = All(split);
        Assert.That(split.MissingNegatives, Is.Zero);
        Assert.That(rows.Where(row => !row.IsPositive), Has.None.Matches<Interaction>(
            row => _data.Positives.Contains(row.User, row.Item) || _data.Rated.Contains(row.User, row.Item)));
        foreach (IGrouping<int, Interaction> user in rows.GroupBy(row => row.User))
            Assert.That(user.Count(row => row.IsPositive), Is.EqualTo(user.Count(row => !row.IsPositive)));
    }

    [Test]
    public void Labels_are_balanced_for_each_user_and_part_where_positives_are_split_first()
    {
        DatasetSplit split = Split();
        IEnumerable<IGrouping<int, Interaction>> groups =
            new[] { split.Train, split.Validation, split.Test }.SelectMany(part => part.GroupBy(row => row.User));
        bool balanced = groups.All(user => user.Count(row => row.IsPositive) * 2 == user.Count());
        Assert.That(balanced, Is.EqualTo(protocol is PositivesFirstProtocol));
    }

    [Test]
    public void Shares_are_about_those_of_the_protocol()
    {
        DatasetSplit split = Split();
        double total = All(split).Length;
        double held = protocol switch
        {
            LeaveOneOutProtocol => 2.0 * _data.Users.Count / total,
            RatioProtocol => 0.1,
            _ => 0.2,
        };
        Assert.That(split.Validation.Length / total, Is.EqualTo(held).Within(0.03));
        Assert.That(split.Test.Length / total, Is.EqualTo(held).Within(0.03));
    }

    [Test]
    public void The_seed_decides()
    {
        string fingerprint = Split().Fingerprint;
        Assert.That(Split().Fingerprint, Is.EqualTo(fingerprint));
        Assert.That(Split(seed: 2).Fingerprint, Is.Not.EqualTo(fingerprint));
    }

    [Test]
    public void A_data_set_too_small_is_an_error_that_names_the_protocol()
    {
        RecommendationData one = SmallData.From(1, 3, new Interaction(0, 0, true));
        Assert.That(() => protocol.Split(one, new SeededRandom(1)),
            Throws.InvalidOperationException.With.Message.Contains($"'{protocol.Name}'"));
    }

    [Test]
    public void Name_is_unique_and_described()
    {
        Assert.That(SplitProtocol.All.Count(other => other.Name == protocol.Name), Is.EqualTo(1));
        Assert.That(protocol.Description, Does.EndWith("."));
    }

    [Test]
    public void Users_who_have_rated_everything_are_refused()
    {
        Interaction[] rows = [.. Enumerable.Range(0, 60).Select(i => new Interaction(i / 6, i % 6, IsPositive: true))];
        RecommendationData data = SmallData.From(10, 6, rows, [.. rows.Select((_, i) => (long)i)]);
        Assert.That(() => protocol.Split(data, new SeededRandom(1)), Throws.InvalidOperationException
            .With.Message.StartsWith(
                $"Protocol '{protocol.Name}' finds no negative to train with: the users of 'small' have rated every item"));
    }
}
