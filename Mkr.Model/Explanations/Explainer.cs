using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Model.Explanations;

/// <summary>Explains a model's scores in names. Safe for several threads at once.</summary>
public sealed class Explainer
{
    private const int MostPaths = 20;

    private readonly RecommendationData _data;
    private readonly UserItems _history;
    private readonly IRecommender _model;
    private readonly IExplains _parts;
    private readonly EntityNames _names;
    private readonly GraphPaths _paths;

    /// <summary>Explains a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data set that it was trained on.</param>
    /// <param name="split">Its split, whose training part is the users' history.</param>
    /// <exception cref="SettingException">The model does not say what its scores are made of.</exception>
    public Explainer(ITrainedModel model, RecommendationData data, DatasetSplit split)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        _parts = model is IExplains { Explains: true } parts ? parts : throw new SettingException(
            $"{model.Name} does not say what its scores are made of. Models that do, with their default options: "
            + string.Join(", ", ModelCatalog.All.Where(known => known.Explains).Select(known => known.Name)) + ".");
        (_model, _data) = (model, data);
        (_history, _) = UserItems.ByLabel(data.Users.Count, split.Train);
        (_names, _paths) = (new EntityNames(data), new GraphPaths(data));
    }

    /// <summary>Explains the model of a run folder, which is to stay open.</summary>
    /// <exception cref="SettingException">The model does not say what its scores are made of.</exception>
    public static Explainer Of(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new Explainer(run.Recommender, run.Data, run.Split);
    }

    /// <summary>Explains a score.</summary>
    /// <param name="user">The user's id.</param>
    /// <param name="item">The item's id.</param>
    /// <exception cref="SettingException">The model does not know one of them.</exception>
    public Explanation Explain(string user, string item) => Explain(Find("user", _data.Users, user), Find("item", _data.Items, item));

    /// <summary>Explains a score.</summary>
    /// <param name="user">The user's index.</param>
    /// <param name="item">The item's index.</param>
    public Explanation Explain(int user, int item)
    {
        ReadOnlySpan<int> history = _history[user];
        float[] score = new float[1];
        _model.ScorePairs([new Interaction(user, item, IsPositive: false)], score);
        IReadOnlyList<Contribution> parts = _parts.Explain(user, item, history);
        return new Explanation
        {
            Model = _model.Name,
            User = _names.User(user),
            Item = _names.Item(item),
            Score = score[0],
            HistorySize = history.Length,
            IsInHistory = history.BinarySearch(item) >= 0,
            History = Largest(
                parts.Where(part => part.HistoryItem is not null).GroupBy(part => part.HistoryItem!.Value)
                    .Select(ofItem => Describe(ofItem.Key, item, [.. ofItem])),
                part => part.Amount),
            Terms = SumByTerm(parts.Where(part => part.HistoryItem is null)),
            Facts = NameFacts(parts),
            Paths = _paths.Find(history, item, MostPaths),
        };
    }

    private static IReadOnlyList<T> Largest<T>(IEnumerable<T> parts, Func<T, double> amount) =>
        [.. parts.OrderByDescending(part => Math.Abs(amount(part)))];

    private static IReadOnlyList<NamedValue> SumByTerm(IEnumerable<Contribution> parts) => Largest(
        parts.GroupBy(part => part.Term).Select(same => new NamedValue(same.Key, same.Sum(part => part.Amount))), term => term.Value);

    private static int Find(string kind, Vocabulary ids, string id)
    {
        if (ids.TryGetIndex(id, out int index)) return index;
        string near = Nearest.To(id, Enumerable.Range(0, ids.Count).Select(i => ids[i]));
        throw new SettingException(
            $"There is no {kind} '{id}' in this model. Did you mean '{near}'? The ids are in vocabulary/{kind}s.txt of the run.");
    }

    private HistoryPart Describe(int historyItem, int item, Contribution[] parts)
    {
        IReadOnlyList<SharedFact> facts = NameFacts(parts);
        if (facts.Count == 0 && historyItem != item)
            facts = [.. _paths.Shared(historyItem, item).Select(fact => Name(fact, amount: null))];
        return new HistoryPart(_names.Item(historyItem), parts.Sum(part => part.Amount), SumByTerm(parts), facts);
    }

    private IReadOnlyList<SharedFact> NameFacts(IEnumerable<Contribution> parts) => Largest(
        parts.Where(part => part.Fact is not null).GroupBy(part => part.Fact!.Value)
            .Select(same => Name(same.Key, same.Sum(part => part.Amount))),
        fact => fact.Amount ?? 0);

    private SharedFact Name(GraphFact fact, double? amount) =>
        new(_names.Relation(fact.Relation), _names.Entity(fact.Entity), fact.IsInverse, amount);
}
