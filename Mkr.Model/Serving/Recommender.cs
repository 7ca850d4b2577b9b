using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Model.Serving;

/// <summary>
/// A trained model that recommends: by the ids of the data it was trained on, without items that the user has rated, exactly as many as
/// are asked for where there are so many. It may be used by several threads at once.
/// </summary>
/// <remarks>
/// A list takes its items from the model, and where that has nothing to say, from what comes next in the order of
/// <see cref="RecommendationSource"/>; each item says which it was. No score is NaN.
/// </remarks>
public sealed class Recommender : IDisposable
{
    private readonly ITrainedModel _model;
    private readonly RecommendationData _data;
    private readonly ItemScores _scores;
    private readonly Ranking _ranking;
    private readonly ItemCategories _categories;
    private readonly Lazy<ItemLikeness> _likeness;

    internal Recommender(ModelDefinition definition, ITrainedModel model, ModelData data)
    {
        (_model, _data, Model) = (model, data.Data, definition.Name);
        Users = Ids(_data.Users);
        Items = Ids(_data.Items);
        _scores = new ItemScores(model, definition.UsesGraph, data);
        _ranking = new Ranking(_scores);
        _categories = new ItemCategories(_data);
        _likeness = new Lazy<ItemLikeness>(() => new ItemLikeness(model, _scores.Training));
    }

    /// <summary>The model's name, such as <c>mkr-hybrid</c>.</summary>
    public string Model { get; }

    /// <summary>The users' ids, by index.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>The items' ids, by index; those that only the graph knows are among them.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>The users' names, by index; null where there is none.</summary>
    public IReadOnlyList<string?> UserNames => _data.UserNames;

    /// <summary>The items' names, by index; null where there is none.</summary>
    public IReadOnlyList<string?> ItemNames => _data.ItemNames;

    /// <summary>Opens a folder that <c>mkr train --out</c> has written.</summary>
    /// <exception cref="InvalidDataException">A part is missing, was changed, or does not belong to the others.</exception>
    public static Recommender Open(string path) => Of(RunFolder.Open(path));

    /// <summary>Takes a run that is open, and frees it in the end.</summary>
    public static Recommender Of(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new Recommender(run.Settings.Model, run.Recommender, new ModelData(run.Data, run.Split));
    }

    /// <summary>Takes what an experiment has just trained, and frees it in the end.</summary>
    /// <param name="run">A seed of the experiment.</param>
    /// <param name="settings">The experiment's settings.</param>
    public static Recommender Of(ExperimentRun run, RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(settings);
        return new Recommender(settings.Model, run.Training.Recommender, new ModelData(run.Data, run.Split));
    }

    /// <summary>The index of a user.</summary>
    /// <exception cref="UnknownUserException">There is none of this id.</exception>
    public int FindUser(string id) => _data.Users.TryGetIndex(id, out int user) ? user : throw new UnknownUserException(id, Users);

    /// <summary>The index of an item.</summary>
    /// <exception cref="UnknownItemException">There is none of this id.</exception>
    public int FindItem(string id) => _data.Items.TryGetIndex(id, out int item) ? item : throw new UnknownItemException(id, Items);

    /// <summary>The items that a user liked or rated otherwise: what is not recommended again.</summary>
    public int SeenCount(int user) => _data.Positives[user].Length + _data.Rated[user].Length;

    /// <summary>Recommends to a user.</summary>
    /// <param name="user">The user's id.</param>
    /// <param name="count">How many items.</param>
    /// <param name="options">Which items may be recommended; null for all that the user has not rated.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UnknownUserException">There is no user of this id; <see cref="RecommendFor"/> recommends to anybody.</exception>
    /// <exception cref="UnknownItemException">There is no item of an id in the options.</exception>
    /// <exception cref="UnknownCategoryException">There is no category of the options.</exception>
    public RecommendationList Recommend(
        string user, int count, RecommendOptions? options = null, CancellationToken cancellation = default)
    {
        int index = FindUser(user);
        var items = new Recommendation[Room(count)];
        int found = Recommend(index, items, options, cancellation);
        return new RecommendationList(this, user, count, items[..found]);
    }

    /// <summary>Recommends to a user as many items as there is room for. Without options nothing is allocated by this class.</summary>
    /// <param name="user">The user's index.</param>
    /// <param name="destination">Receives the items, best first.</param>
    /// <param name="options">Which items may be recommended; null for all that the user has not rated.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many there are.</returns>
    public int Recommend(
        int user, Span<Recommendation> destination, RecommendOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)user, (uint)Users.Count, nameof(user));
        return _ranking.Rank(ViewerOf(user, options), Filter(options), destination, cancellation);
    }

    /// <summary>Recommends to somebody by what he liked, whom the model need not know.</summary>
    /// <param name="history">The ids of the items; with none, what is popular is recommended.</param>
    /// <param name="count">How many items.</param>
    /// <param name="options">Which items may be recommended; null for all but the history.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UnknownItemException">There is no item of an id.</exception>
    /// <exception cref="UnknownCategoryException">There is no category of the options.</exception>
    public RecommendationList RecommendFor(
        IReadOnlyList<string> history, int count, RecommendOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        int[] liked = [.. history.Select(FindItem).Distinct().Order()];
        var items = new Recommendation[Room(count)];
        var viewer = new Viewer(-1, liked, [], options is { KeepSeen: true });
        int found = _ranking.Rank(viewer, Filter(options), items, cancellation);
        return new RecommendationList(this, null, count, items[..found]);
    }

    /// <summary>Recommends to many users, in their order: a list after the other, so that memory does not grow with their number.</summary>
    /// <param name="users">The users' indices.</param>
    /// <param name="count">How many items to each.</param>
    /// <param name="options">Which items may be recommended; null for all that a user has not rated.</param>
    /// <param name="threads">How many may share the work; they do not change a bit of the result.</param>
    /// <param name="cancellation">Ends the work.</param>
    public IEnumerable<RecommendationList> RecommendMany(
        IReadOnlyList<int> users, int count, RecommendOptions? options = null, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(users);
        int room = Room(count);
        ItemFilter? filter = Filter(options);
        var blocks = new UserBlocks(_model, threads, cancellation);
        return blocks.Run(users, (user, scores) =>
        {
            var items = new Recommendation[room];
            Viewer viewer = ViewerOf(user, options);
            int found = _scores.Knows(user)
                ? _ranking.Rank(viewer, filter, scores, items)
                : _ranking.Rank(viewer, filter, items, cancellation);
            return new RecommendationList(this, Users[user], count, items[..found]);
        });
    }

    /// <summary>
    /// The items that are most like one: by the model (<see cref="SimilarItem.Similarity"/>), and behind those, by the graph. There are
    /// fewer where no more are alike.
    /// </summary>
    /// <param name="item">The item's id.</param>
    /// <param name="count">How many items.</param>
    /// <exception cref="UnknownItemException">There is no item of this id.</exception>
    public IReadOnlyList<SimilarItem> Similar(string item, int count)
    {
        int index = FindItem(item), room = Room(count);
        float[] scores = new float[Items.Count];
        var similar = new List<SimilarItem>(room);
        var taken = new List<int> { index };
        if (_scores.HasLearnt(index) && _likeness.Value.TryScore(index, scores)) Append(RecommendationSource.Model);
        if (similar.Count < room && _scores.Graph.TryScore([index], scores)) Append(RecommendationSource.Graph);
        return similar;

        void Append(RecommendationSource source)
        {
            if (source == RecommendationSource.Model) _scores.KeepKnown(scores);
            foreach (int other in taken) scores[other] = float.NaN;
            int[] best = new int[room - similar.Count];
            foreach (int other in best.AsSpan(0, TopItems.Select(scores, best)))
            {
                similar.Add(new SimilarItem(Items[other], ItemNames[other], scores[other], source));
                taken.Add(other);
            }
        }
    }

    /// <summary>Frees what the model holds.</summary>
    public void Dispose() => _model.Dispose();

    internal RecommendedItem Describe(Recommendation item) => new(Items[item.Item], ItemNames[item.Item], item);

    private Viewer ViewerOf(int user, RecommendOptions? options) =>
        new(user, _data.Positives[user], _data.Rated[user], options is { KeepSeen: true });

    private ItemFilter? Filter(RecommendOptions? options) => ItemFilter.Of(options, this, _categories);

    private int Room(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Math.Min(count, Items.Count);
    }

    private static string[] Ids(Vocabulary vocabulary) => [.. Enumerable.Range(0, vocabulary.Count).Select(i => vocabulary[i])];
}
