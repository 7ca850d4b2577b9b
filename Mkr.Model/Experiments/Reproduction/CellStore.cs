using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>
/// Keeps the results of cells, a file each: an interrupted experiment goes on where it was, a finished one is not run again.
/// </summary>
/// <param name="folder">The folder; it is made when the first result is kept.</param>
internal sealed class CellStore(string folder)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The kept result of a cell with this key; null where there is none that can be read.</summary>
    public CellResult? Find(Cell cell, string key)
    {
        string path = FilePath(cell, key);
        try
        {
            Content? content = File.Exists(path) ? JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Options) : null;
            return content?.Key == key ? content.Result : null;
        }
        catch (JsonException)
        {
            // A damaged file is no result: the cell is computed again.
            return null;
        }
    }

    /// <summary>Keeps a result; its file appears complete or not at all.</summary>
    public void Keep(Cell cell, string key, CellResult result)
    {
        string path = FilePath(cell, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".partial", JsonSerializer.Serialize(new Content(key, result), Options) + Environment.NewLine);
        File.Move(path + ".partial", path, overwrite: true);
    }

    /// <summary>The same cell under other settings, or of other data, has another file.</summary>
    private string FilePath(Cell cell, string key)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(key);
        return Path.Combine(folder, cell.Experiment.Name, $"{cell.Name}-{key[..12]}.json");
    }

    private sealed record Content(string Key, CellResult Result);
}
