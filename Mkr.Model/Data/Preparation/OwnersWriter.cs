using System.Text;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Preparation;

/// <summary>Writes names and raw features of users, items, entities or relations.</summary>
internal sealed class OwnersWriter(string folder, FeatureOwner owner) : IDisposable
{
    private readonly List<string?> _names = [];
    private readonly HashSet<int> _rows = [];
    private FileStream? _nameFile, _featureFile;

    /// <summary>Names by index; null where there is none, and perhaps fewer than there are indices.</summary>
    public IReadOnlyList<string?> Names => _names;

    public int NameCount { get; private set; }

    public long FeatureCount { get; private set; }

    /// <summary>The fields that have a value.</summary>
    public SortedSet<string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>There is a row of an index: one at most is used.</summary>
    public string? AddRow(int index) => _rows.Add(index) ? null : "the id again";

    /// <summary>Writes a name, if the thing of this index has none.</summary>
    public string? AddName(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        while (_names.Count <= index) _names.Add(null);
        if (_names[index] is not null) return "the name again";
        _names[index] = Encoding.UTF8.GetString(name);
        NameCount++;
        if (_nameFile is null)
        {
            _nameFile = Open(owner == FeatureOwner.User ? "user_names.tsv" : "item_names.tsv");
            _nameFile.Write("id\tname\n"u8);
        }

        _nameFile.Write(id);
        _nameFile.WriteByte((byte)'\t');
        TsvField.WriteText(_nameFile, name);
        _nameFile.WriteByte((byte)'\n');
        return null;
    }

    /// <summary>Writes a value of a field.</summary>
    public string? AddFeature(ReadOnlySpan<byte> id, string field, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return "an empty value";
        Fields.Add(field);
        FeatureCount++;
        _featureFile ??= Open(FeaturesReader.FileName(owner));
        _featureFile.Write(id);
        _featureFile.Write(Encoding.UTF8.GetBytes($"\t{field}\t"));
        TsvField.WriteText(_featureFile, value);
        _featureFile.WriteByte((byte)'\n');
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _nameFile?.Dispose();
        _featureFile?.Dispose();
    }

    private FileStream Open(string file) => new(Path.Combine(folder, file), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
}
