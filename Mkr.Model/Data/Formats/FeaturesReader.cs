using System.Buffers;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// Reads raw features of users, items, entities or relations: <c>id TAB field TAB value</c>, a line for each value, in any order. The file
/// is <c>user_features.tsv</c>, <c>item_features.tsv</c>, <c>entity_features.tsv</c> or <c>relation_features.tsv</c>; where it is missing
/// there are just none.
/// </summary>
internal sealed class FeaturesReader
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    private readonly FeatureOwner _owner;
    private readonly Vocabulary _ids;
    private readonly SortedDictionary<string, (Vocabulary Values, FeatureRows Rows)> _fields = new(StringComparer.Ordinal);

    private FeaturesReader(FeatureOwner owner, Vocabulary ids) => (_owner, _ids) = (owner, ids);

    public int Lines { get; private set; }

    /// <summary>Lines whose id is not in the data set.</summary>
    public int UnknownIds { get; private set; }

    /// <summary>The fields, by name.</summary>
    public IEnumerable<FeatureField> Fields =>
        _fields.Select(f => f.Value.Rows.ToNumberedField(f.Key, _owner, f.Value.Values));

    /// <summary>The file's name.</summary>
    public static string FileName(FeatureOwner owner) => owner switch
    {
        FeatureOwner.User => "user_features.tsv",
        FeatureOwner.Item => "item_features.tsv",
        FeatureOwner.Entity => "entity_features.tsv",
        _ => "relation_features.tsv",
    };

    /// <summary>Reads the features of the ids in <paramref name="ids"/>.</summary>
    public static FeaturesReader Read(string folder, FeatureOwner owner, Vocabulary ids, IdNormalization normalization)
    {
        var result = new FeaturesReader(owner, ids);
        string path = Path.Combine(folder, FileName(owner));
        if (!File.Exists(path)) return result;
        using var rows = new DelimitedReader(path, "feature", "\t", leastColumns: 3, mostColumns: 3) { Normalization = normalization };
        while (rows.ReadRow()) result.Add(rows);
        return result;
    }

    private void Add(DelimitedReader rows)
    {
        Lines++;
        ReadOnlySpan<byte> id = rows.Id(0, "an id"), value = rows.Required(2, "a value");
        string name = Name(rows);
        if (!_ids.TryGetIndex(id, out int index))
        {
            UnknownIds++;
            return;
        }

        if (!_fields.TryGetValue(name, out (Vocabulary Values, FeatureRows Rows) field))
            _fields.Add(name, field = (new Vocabulary(), new FeatureRows(_ids.Count)));
        field.Rows.Add(index, field.Values.GetOrAdd(value));
    }

    private static string Name(DelimitedReader rows)
    {
        ReadOnlySpan<byte> name = rows.Required(1, "a field's name");
        string found = DelimitedReader.Show(name);
        if (name.ContainsAnyExcept(NameBytes))
            throw rows.Error(1, "a field's name of letters, digits, - and _", found, "Rename the field.");
        string text = System.Text.Encoding.ASCII.GetString(name);
        return FeatureSelection.Derived.Contains(text)
            ? throw rows.Error(1, "a field that the data set does not give by itself", found, "Rename the field.")
            : text;
    }
}
