using Mkr.Engine.Ops;
using Mkr.Model.Settings;

namespace Mkr.Model.Data;

/// <summary>The fields that a model is to use: those of the data set's files, and those that the data gives by itself.</summary>
/// <remarks>
/// Of a field of users or items only the values are kept that someone in the training part has. A field without values is left out, as the
/// attributes are where the graph has no triples.
/// </remarks>
internal static class FeatureSelection
{
    private const string History = "history";
    private const string Attributes = "attributes";

    /// <summary>The names of the fields that the data gives by itself: no file may have them.</summary>
    public static IReadOnlyList<string> Derived { get; } = [History, Attributes];

    /// <summary>The fields called by <paramref name="names"/>.</summary>
    /// <param name="names">Names with commas between them; null for none. A name stands for the fields of all owners that have it.</param>
    /// <param name="mode">How the fields of files are added up.</param>
    /// <param name="data">The data set.</param>
    /// <param name="train">The training part.</param>
    /// <exception cref="SettingException">There is no field of a name.</exception>
    public static IReadOnlyList<FeatureField> Find(string? names, FeatureMode mode, RecommendationData data, Interaction[] train)
    {
        bool[] users = new bool[data.Users.Count], items = new bool[data.Items.Count];
        foreach (Interaction row in train) users[row.User] = items[row.Item] = true;
        return
        [
            .. Names(names).Distinct().SelectMany(name => Find(name, data, train)).Select(OnlySeen)
                .Where(field => field.Vocabulary.Count > 0).Select(field => WithMode(field, mode)),
        ];

        FeatureField OnlySeen(FeatureField field) => field.Owner switch
        {
            // A history's values are numbers of items.
            _ when field.IsHistory => field,
            FeatureOwner.User => field.OnlySeen(user => users[user]),
            FeatureOwner.Item => field.OnlySeen(item => items[item]),
            _ => field,
        };
    }

    /// <summary>The text of items that a convolution is to read.</summary>
    /// <param name="name">The name of a field of items, whose values in the order of the file are words; null for none.</param>
    /// <param name="features">The names of the fields that are added up: a field is one or the other.</param>
    /// <param name="data">The data set.</param>
    /// <param name="train">The training part; words that none of its items has are left out.</param>
    /// <exception cref="SettingException">Items have no field of the name, or it is added up already.</exception>
    public static IReadOnlyList<FeatureField> FindText(string? name, string? features, RecommendationData data, Interaction[] train)
    {
        if (name is null) return [];
        if (Names(features).Contains(name))
            throw new SettingException($"text: '{name}' is among features already. Leave it out of one of the two.");
        FeatureField[] ofItems = [.. data.Features.Where(field => field.Owner == FeatureOwner.Item)];
        FeatureField found = Array.Find(ofItems, field => field.Name == name) ?? throw new SettingException(
            $"text: items of {data.Name} have no field '{name}', but {Known()}. Give words in item_features.tsv, in their order.");
        var seen = new HashSet<int>(train.Select(row => row.Item));
        FeatureField text = found.OnlySeen(seen.Contains) with { IsText = true };
        return text.Vocabulary.Count > 0 ? [text] : [];

        string Known() => ofItems.Length == 0 ? "none at all" : string.Join(", ", ofItems.Select(field => field.Name));
    }

    private static string[] Names(string? names) =>
        names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static FeatureField[] Find(string name, RecommendationData data, Interaction[] train)
    {
        if (name == History) return [UserHistory.Field(name, data, train)];
        if (name == Attributes) return [ItemAttributes.Field(name, data)];
        FeatureField[] fields = [.. data.Features.Where(field => field.Name == name)];
        if (fields.Length == 0)
        {
            string[] known = [.. data.Features.Select(field => field.Name).Concat(Derived).Distinct()];
            throw new SettingException($"features: there is no field '{name}' in {data.Name}. Did you mean '{Nearest.To(name, known)}'? "
                + $"There are {string.Join(", ", known)}; files named item_features.tsv, user_features.tsv and so on add more.");
        }

        return fields;
    }

    private static FeatureField WithMode(FeatureField field, FeatureMode mode) => field.Name switch
    {
        History => field,
        Attributes => field.WithInverseFrequencies(),
        _ when mode == FeatureMode.Idf => field.WithInverseFrequencies(),
        _ => field with { Mode = mode == FeatureMode.Sum ? BagMode.Sum : BagMode.Mean },
    };
}
