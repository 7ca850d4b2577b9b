using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Serving;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Serving;

/// <summary>What the library owes its callers with every model of the catalogue.</summary>
/// <param name="name">The model's name.</param>
[TestFixtureSource(nameof(Names))]
internal sealed class EveryModelTests(string name)
{
    private readonly RecommendationData _data = SmallWorld.Create();
    private ITrainedModel _model = null!;
    private Recommender _recommender = null!;

    public static IEnumerable<string> Names => ModelCatalog.All.Select(model => model.Name);

    [OneTimeSetUp]
    public void Train()
    {
        ModelDefinition definition = ModelCatalog.Find(name);
        ExperimentRun run = TrainedModel.Run(TrainedModel.Settings(definition), _data);
        _model = run.Training.Recommender;
        _recommender = new Recommender(definition, _model, new ModelData(_data, run.Split));
    }

    [OneTimeTearDown]
    public void Dispose() => _recommender.Dispose();

    [Test]
    public void A_list_is_what_sorting_the_models_scores_gives_and_goes_on_to_the_last_unseen_item()
    {
        for (int user = 0; user < _data.Users.Count; user++)
        {
            float[] scores = new float[_data.Items.Count];
            _model.ScoreAllItems([user], scores);
            RecommendationList list = _recommender.Recommend(_data.Users[user], _data.Items.Count);
            string[] seen = [.. _data.Positives[user].ToArray().Concat(_data.Rated[user].ToArray()).Select(item => _data.Items[item])];
            Assert.That(list.Select(item => item.Id).Concat(seen), Is.EquivalentTo(_recommender.Items));
            Assert.That(list.IsComplete, Is.False);
            RecommendedItem[] ofModel = [.. list.Where(item => item.Source == RecommendationSource.Model)];
            Assert.That(list.Take(ofModel.Length), Is.EqualTo(ofModel), "the model's come first");
            Assert.That(ofModel.Select(item => item.Score), Is.Ordered.Descending);
            foreach (RecommendedItem item in ofModel) Assert.That(item.Score, Is.EqualTo(scores[item.Recommendation.Item]));
            Check(list);
        }
    }

    [Test]
    public void A_history_gives_a_whole_list_without_itself()
    {
        string[] history = [_data.Items[3], _data.Items[8], _data.Items[3]];
        RecommendationList list = _recommender.RecommendFor(history, _data.Items.Count - 2);
        Assert.That(list.Source, Is.EqualTo(RecommendationSource.FoldIn));
        Assert.That((list.IsComplete, list.User), Is.EqualTo((true, (string?)null)));
        Assert.That(list.Select(item => item.Id).Concat(history).Distinct(), Is.EquivalentTo(_recommender.Items));
        Check(list);
    }

    [Test]
    public void Nothing_known_of_somebody_gives_what_is_popular()
    {
        RecommendationList list = _recommender.RecommendFor([], 5);
        Assert.That(list.Select(item => item.Source), Is.All.EqualTo(RecommendationSource.Popularity));
        Assert.That(list.Select(item => item.Score), Is.Ordered.Descending);
        Assert.That(list.Select(item => item.Probability), Is.All.Null);
    }

    [Test]
    public void Many_users_get_what_each_gets_alone_on_any_number_of_threads([Values(1, 3)] int threads)
    {
        int[] users = [.. Enumerable.Range(0, _data.Users.Count).Reverse()];
        RecommendationList[] lists = [.. _recommender.RecommendMany(users, 4, threads: threads)];
        for (int i = 0; i < users.Length; i++)
        {
            RecommendationList alone = _recommender.Recommend(_data.Users[users[i]], 4);
            Assert.That(lists[i].User, Is.EqualTo(alone.User));
            Assert.That(lists[i].Recommendations.ToArray(), Is.EqualTo(alone.Recommendations.ToArray()));
        }
    }

    [Test]
    public void Similar_items_are_others_in_order_and_as_alike_both_ways()
    {
        int likened = 0;
        foreach (string id in _recommender.Items.Take(8))
        {
            IReadOnlyList<SimilarItem> similar = _recommender.Similar(id, _data.Items.Count);
            Assert.That(similar.Select(item => item.Id), Is.Unique.And.None.EqualTo(id));
            Assert.That(similar.Select(item => item.Similarity), Is.All.InRange(-1.0f, 1.0f));
            foreach (IGrouping<RecommendationSource, SimilarItem> part in similar.GroupBy(item => item.Source))
                Assert.That(part.Select(item => item.Similarity), Is.Ordered.Descending);
            if (similar is not [SimilarItem first, ..]) continue;
            likened++;
            SimilarItem back = _recommender.Similar(first.Id, _data.Items.Count).Single(item => item.Id == id);
            if (back.Source == first.Source) Assert.That(back.Similarity, Is.EqualTo(first.Similarity).Within(1e-5f));
        }

        Assert.That(likened, Is.GreaterThan(4), "few items have nothing in common with any");
    }

    private static void Check(RecommendationList list)
    {
        Assert.That(list.Select(item => item.Score), Has.All.Matches<float>(float.IsFinite));
        Assert.That(list.Select(item => (int)item.Source), Is.Ordered);
        foreach (RecommendedItem item in list)
            Assert.That(item.Probability.HasValue, Is.EqualTo(item.Source <= RecommendationSource.FoldIn));
    }
}
