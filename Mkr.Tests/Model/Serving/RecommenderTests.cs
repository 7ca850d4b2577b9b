using Mkr.Model.Serving;

namespace Mkr.Tests.Model.Serving;

/// <summary>Filters, fallbacks, errors and costs, with vectors that are known.</summary>
internal sealed class RecommenderTests
{
    private readonly ServedWorld _world = new();

    private Recommender Recommender => _world.Recommender;

    [OneTimeTearDown]
    public void Dispose() => _world.Dispose();

    [Test]
    public void Only_included_items_are_recommended_and_no_excluded_one()
    {
        string user = Recommender.Users[0];
        string[] free = [.. Recommender.Recommend(user, 6).Select(item => item.Id)];
        var options = new RecommendOptions { Include = [free[1], free[5], free[3]], Exclude = [free[3]] };
        RecommendationList list = Recommender.Recommend(user, 3, options);
        Assert.That(list.Select(item => item.Id), Is.EqualTo((string[])[free[1], free[5]]));
        Assert.That((list.Wanted, list.IsComplete), Is.EqualTo((3, false)));
    }

    [Test]
    public void A_category_is_a_relation_of_the_graph_or_a_field_and_two_values_of_one_add_up()
    {
        Assert.That(Of(new Category("genre", "g1")), Is.EquivalentTo(Ids(item => Genres(item).Contains(1))));
        Assert.That(Of(new Category("word", "w0")), Is.EquivalentTo(Ids(item => Words(item).Contains(0))));
        Assert.That(Of(new Category("word", "w0"), new Category("word", "w1")),
            Is.EquivalentTo(Ids(item => Words(item).Contains(0) || Words(item).Contains(1))));
        Assert.That(Of(new Category("word", "w0"), new Category("genre", "g0")),
            Is.EquivalentTo(Of(new Category("word", "w0")).Intersect(Of(new Category("genre", "g0")))));

        string[] Of(params Category[] categories) => [.. Recommender.Recommend(Recommender.Users[0], _world.Data.Items.Count,
            new RecommendOptions { Categories = categories, KeepSeen = true }).Select(item => item.Id)];
        IEnumerable<string> Ids(Func<int, bool> has) =>
            Enumerable.Range(0, SmallWorld.Items).Where(has).Select(item => $"item {item}");
        static IEnumerable<int> Words(int item) => Enumerable.Range(0, item % 4).Select(k => ((item * 3) + (k * k)) % 11);
        IEnumerable<int> Genres(int item) => _world.Data.Map.EntitiesOf(item).ToArray().SelectMany(entity =>
            _world.Data.Graph.Triples.ToArray().Where(x => x.Head == entity).Select(x => _world.Data.Graph.Entities[x.Tail][1] - '0'));
    }

    [Test]
    public void Seen_items_come_back_where_they_are_asked_for()
    {
        string user = Recommender.Users[2];
        RecommendationList list = Recommender.Recommend(user, SmallWorld.Items, new RecommendOptions { KeepSeen = true });
        Assert.That(list.Select(item => item.Id), Is.EquivalentTo(Recommender.Items));
        Assert.That(list.IsComplete, Is.True);
    }

    [Test]
    public void An_item_without_training_is_left_to_the_graph_where_the_model_does_not_read_it()
    {
        RecommendationList list = Recommender.Recommend(Recommender.Users[0], SmallWorld.Items);
        RecommendedItem item = list.Single(item => item.Recommendation.Item == ServedWorld.NewItem);
        Assert.That(item.Source, Is.EqualTo(RecommendationSource.Graph));
        Assert.That(list[^1].Id, Is.EqualTo(item.Id), "behind all that the model knows");
        using var content = new ServedWorld("cke");
        RecommendedItem same = content.Recommender.Recommend(Recommender.Users[0], SmallWorld.Items).Single(x => x.Id == item.Id);
        Assert.That(same.Source, Is.EqualTo(RecommendationSource.Model));
    }

    [Test]
    public void A_user_without_training_is_recommended_to_by_his_history()
    {
        int[] history = _world.Data.Positives[ServedWorld.NewUser].ToArray();
        RecommendationList list = Recommender.Recommend(Recommender.Users[ServedWorld.NewUser], 5);
        Assert.That(list.Source, Is.EqualTo(RecommendationSource.FoldIn));
        RecommendationList byHistory = Recommender.RecommendFor([.. history.Select(item => Recommender.Items[item])], 24);
        string[] rated = [.. _world.Data.Rated[ServedWorld.NewUser].ToArray().Select(item => Recommender.Items[item])];
        Assert.That(list.Select(item => item.Id), Is.EqualTo(byHistory.Select(item => item.Id).Except(rated).Take(5)));
        RecommendationList[] many = [.. Recommender.RecommendMany([0, ServedWorld.NewUser], 5)];
        Assert.That(many[1].Recommendations.ToArray(), Is.EqualTo(list.Recommendations.ToArray()));
    }

    [Test]
    public void A_score_that_overflows_says_nothing_of_its_item()
    {
        using var world = new ServedWorld("cke", float.MaxValue);
        float[] scores = new float[SmallWorld.Items];
        world.Vectors.ScoreAllItems([1], scores);
        Assert.That(scores[..3], Has.Some.Matches<float>(score => !float.IsFinite(score)), "the case is there");
        RecommendationList list = world.Recommender.Recommend(world.Recommender.Users[1], SmallWorld.Items);
        Assert.That(list.Select(item => item.Score), Has.All.Matches<float>(float.IsFinite));
        Assert.That(list, Has.Count.EqualTo(SmallWorld.Items - world.Recommender.SeenCount(1)));
    }

    [Test]
    public void Unknown_names_are_told_with_near_ones()
    {
        var user = Assert.Throws<UnknownUserException>(() => Recommender.Recommend("usr 3", 5));
        Assert.That((user!.Id, user.Near[0]), Is.EqualTo(("usr 3", "user 3")));
        Assert.That(user.Message, Does.StartWith("There is no user 'usr 3' in this model. Did you mean 'user 3'"));
        Assert.Throws<UnknownItemException>(() => Recommender.RecommendFor(["item 1", "itm"], 5));
        Assert.Throws<UnknownItemException>(() => Recommender.Similar("itm", 5));
        Assert.Throws<UnknownItemException>(() => Recommender.Recommend("user 3", 5, new RecommendOptions { Exclude = ["itm"] }));
        Assert.That(Category("gnre", "g1"), Throws.TypeOf<UnknownCategoryException>().With.Message.Contains("'genre'"));
        Assert.That(Category("genre", "g7"), Throws.TypeOf<UnknownCategoryException>().With.Message.Contains("'g0'"));

        Action Category(string field, string value) => () => Recommender.Recommend(
            "user 3", 5, new RecommendOptions { Categories = [new Category(field, value)] });
    }

    [Test]
    public void Cancelled_it_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Recommender.Recommend("user 3", 5, cancellation: source.Token));
        Assert.Throws<OperationCanceledException>(() => _ = Recommender.RecommendMany([1, 2], 5, cancellation: source.Token).Count());
    }

    [Test]
    public void A_request_by_index_allocates_nothing()
    {
        var list = new Recommendation[10];
        Recommender.Recommend(1, list);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int user = 0; user < 20; user++)
            if (user != ServedWorld.NewUser) Recommender.Recommend(user, list);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Threads_at_once_get_what_one_gets()
    {
        Recommendation[][] expected = [.. Enumerable.Range(0, Recommender.Users.Count).Select(One)];
        Parallel.For(0, 1000, i => Assert.That(One(i % expected.Length), Is.EqualTo(expected[i % expected.Length])));

        Recommendation[] One(int user) => Recommender.Recommend(Recommender.Users[user], 8).Recommendations.ToArray();
    }

    /// <summary>The likeness to a model of vectors is a covariance that can be written down.</summary>
    [Test]
    public void Items_are_alike_as_their_scores_correlate_over_users()
    {
        int[] users = [.. Enumerable.Range(0, Recommender.Users.Count).Where(user => user != ServedWorld.NewUser)];
        double[][] scores =
            [.. Enumerable.Range(0, SmallWorld.Items).Select(item => users.Select(user => Score(user, item) - Mean(user)).ToArray())];
        SimilarItem[] similar = [.. Recommender.Similar("item 2", 5)];
        Assert.That(similar, Has.Length.EqualTo(5));
        foreach (SimilarItem item in similar)
        {
            double expected = MathNet.Numerics.Statistics.Correlation.Pearson(
                scores[Recommender.FindItem("item 2")], scores[Recommender.FindItem(item.Id)]);
            Assert.That(item.Similarity, Is.EqualTo(expected).Within(1e-4));
        }

        double Mean(int user) => Enumerable.Range(0, SmallWorld.Items).Average(item => Score(user, item));
        double Score(int user, int item) => Enumerable.Range(0, ServedWorld.Dim).Sum(j =>
            (double)_world.Users[(user * ServedWorld.Dim) + j] * _world.Items[(item * ServedWorld.Dim) + j]);
    }

    [Test]
    public void A_new_item_is_like_others_by_the_graph()
    {
        IReadOnlyList<SimilarItem> similar = Recommender.Similar(Recommender.Items[ServedWorld.NewItem], 3);
        Assert.That(similar.Select(item => item.Source), Is.All.EqualTo(RecommendationSource.Graph));
        Assert.That(similar, Is.Not.Empty);
    }
}
