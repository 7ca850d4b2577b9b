using System.Text.Json;
using System.Text.Json.Nodes;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs;

/// <summary>
/// The <c>config.json</c> of a run folder: what was trained, on what, and the SHA-256 of every other file in it. The file vouches for
/// itself too, by the hash of everything in it but that hash.
/// </summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Split">The split's fingerprint.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Files">The hashes, by path within the folder; empty in a folder of version 0.1.0, which has none.</param>
/// <param name="IsRefit">Whether it was trained on all the data; a folder that does not say so was not.</param>
/// <param name="Notice">
/// What the user should know, in a line: that the folder is of a later minor schema, whose additions can be left out. Null for nothing.
/// </param>
internal sealed record RunConfig(
    string Dataset, ulong Seed, string Split, RunSettings Settings, IReadOnlyDictionary<string, string> Files, bool IsRefit = false,
    string? Notice = null)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "config.json";

    private const int Schema = 2;
    private const int SchemaWithoutHashes = 1;

    // Of additions to a schema that a program which does not know them may leave out; 0 is not written.
    private const int SchemaMinor = 0;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Writes it into a folder.</summary>
    public void Write(string folder)
    {
        var config = new JsonObject
        {
            ["schema"] = Schema,
            ["model"] = Settings.Model.Name,
            ["dataset"] = Dataset,
            ["seed"] = Seed,
            ["split"] = Split,
            ["settings"] = Settings.ToJson(),
            ["files"] = new JsonObject(
                Files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value))),
        };
        if (IsRefit) config["refit"] = true;
        OwnHash.Add(config);
        File.WriteAllText(Path.Combine(folder, FileName), config.ToJsonString(Indented) + Environment.NewLine);
    }

    /// <summary>Reads that of a folder.</summary>
    /// <exception cref="InvalidDataException">It is missing, changed, or of a version that this program does not know.</exception>
    public static RunConfig Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new InvalidDataException($"{folder}: there is no {FileName}. Give a folder that `train --out` has written.");
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path), documentOptions: Strict) is JsonObject config) return Read(path, config);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or SettingException)
        {
            throw new InvalidDataException($"{path}: this is not the configuration of a run ({e.Message}) Train again with --out.", e);
        }

        throw new InvalidDataException($"{path}: this is not the configuration of a run. Train again with --out.");
    }

    private static RunConfig Read(string path, JsonObject config)
    {
        int schema = Member(config, "schema").GetValue<int>();
        if (schema is not (Schema or SchemaWithoutHashes))
        {
            throw new InvalidDataException(
                $"{path}: schema {schema} is of another version of the program. This one knows 1 and {Schema}: use the one that wrote it, "
                + "or train again with --out.");
        }

        int minor = config["schemaMinor"]?.GetValue<int>() ?? 0;
        var files = new Dictionary<string, string>();
        if (schema == Schema)
        {
            if (OwnHash.Check(config) is null)
                throw new InvalidDataException($"{path}: the file has been changed after it was written. Train again with --out.");
            foreach ((string name, JsonNode? hash) in Member(config, "files").AsObject()) files.Add(name, hash!.GetValue<string>());
        }

        string model = schema == Schema ? Member(config, "model").GetValue<string>() : "mkr";
        IEnumerable<KeyValuePair<string, string>> values = Member(config, "settings").AsObject()
            .Select(s => KeyValuePair.Create(s.Key, Member(config["settings"]!.AsObject(), s.Key).ToString()));
        string dataset = Member(config, "dataset").GetValue<string>();
        return new RunConfig(
            dataset, Member(config, "seed").GetValue<ulong>(), Member(config, "split").GetValue<string>(),
            OldSettings.Default(dataset, ModelCatalog.Find(model)).With(schema == Schema ? values : OldSettings.Translate(values)), files,
            config["refit"]?.GetValue<bool>() ?? false,
            minor > SchemaMinor
                ? $"{path}: schema {schema}.{minor} is newer than {Schema}.{SchemaMinor}, which this program knows: what is new in it is "
                    + "not read. Use the program that wrote it to have all."
                : null);
    }

    private static JsonNode Member(JsonObject config, string name) =>
        config[name] ?? throw new FormatException($"it has no '{name}', or that is null.");
}
