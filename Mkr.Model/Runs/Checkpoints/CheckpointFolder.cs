using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs.Checkpoints;

/// <summary>
/// A folder that trainings go on from: <c>checkpoint.json</c>, written once, says what is trained on what; <c>state-SEED.safetensors</c> is
/// the <see cref="Checkpoint"/> of each run. While it is held, no other process can hold it.
/// </summary>
internal sealed class CheckpointFolder : IDisposable
{
    private const string FileName = "checkpoint.json";
    private const string LockName = "lock";
    private const int Schema = 1;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly FileStream _lock;
    private readonly Dictionary<ulong, Checkpoint> _checkpoints = [];
    private string _owner = string.Empty;

    private CheckpointFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>The place.</summary>
    public string Path { get; }

    /// <summary>What is trained, as the program that began it wrote it down.</summary>
    public JsonObject Plan { get; private set; } = [];

    /// <summary>The fingerprint of the data set that is trained on.</summary>
    public string Data { get; private set; } = string.Empty;

    /// <summary>How often states are kept.</summary>
    public CheckpointInterval Interval { get; init; } = CheckpointInterval.EveryEpoch;

    /// <summary>The epochs after which the states were last kept, of each run that has begun.</summary>
    public IReadOnlyList<int> Epochs
    {
        get
        {
            lock (_checkpoints) return [.. _checkpoints.OrderBy(c => c.Key).Select(c => c.Value.Epoch)];
        }
    }

    private static string Version => typeof(CheckpointFolder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Claims a new folder, before anything is computed for nothing.</summary>
    /// <exception cref="SettingException">There is something already, another process holds it, or it cannot be written.</exception>
    public static CheckpointFolder Claim(string path, CheckpointInterval interval)
    {
        if (File.Exists(System.IO.Path.Combine(path, FileName)))
            throw new SettingException($"{path}: there is a checkpoint already. Go on from it with --resume {path}, or give a new folder.");
        if (File.Exists(path) || (Directory.Exists(path)
            && Directory.EnumerateFileSystemEntries(path).Any(entry => System.IO.Path.GetFileName(entry) != LockName)))
        {
            throw new SettingException($"{path}: there is something already. Give --checkpoint the path of a new folder.");
        }

        return Hold(path, interval);
    }

    /// <summary>Opens a folder that was begun.</summary>
    /// <exception cref="InvalidDataException">It is none, was changed, or is of another version of the program.</exception>
    /// <exception cref="SettingException">Another process holds it.</exception>
    public static CheckpointFolder Open(string path, CheckpointInterval interval)
    {
        string file = System.IO.Path.Combine(path, FileName);
        if (!File.Exists(file))
            throw new InvalidDataException($"{path}: there is no {FileName}. Give a folder that `train --checkpoint` has written.");
        JsonObject? json = Parse(file);
        if (json is null || OwnHash.Check(json) is not string owner)
            throw new InvalidDataException($"{file}: the file has been changed after it was written. Begin anew in another folder.");
        if ((string?)json["program"] != Version || (int?)json["schema"] != Schema)
        {
            throw new InvalidDataException(
                $"{file}: version {json["program"]} of the program began this training, and this is {Version}, with which it would not go "
                + "on to the bit. Go on with that version, or begin anew.");
        }

        CheckpointFolder folder = Hold(path, interval);
        (folder.Plan, folder.Data, folder._owner) = (json["plan"]!.AsObject(), json["data"]!.GetValue<string>(), owner);
        return folder;
    }

    /// <summary>Writes down what is trained on what.</summary>
    public void Begin(JsonObject plan, string data)
    {
        (Plan, Data) = (plan, data);
        var json = new JsonObject { ["schema"] = Schema, ["program"] = Version, ["data"] = data, ["plan"] = plan.DeepClone() };
        _owner = OwnHash.Add(json);
        string file = System.IO.Path.Combine(Path, FileName), partial = file + ".partial";
        File.WriteAllText(partial, json.ToJsonString(Indented) + Environment.NewLine);
        File.Move(partial, file, overwrite: true);
    }

    /// <summary>The checkpoint of the run with a seed.</summary>
    public Checkpoint Of(ulong seed)
    {
        lock (_checkpoints)
        {
            if (!_checkpoints.TryGetValue(seed, out Checkpoint? checkpoint))
            {
                checkpoint = new Checkpoint(System.IO.Path.Combine(Path, $"state-{seed}.safetensors"), _owner, Interval);
                _checkpoints.Add(seed, checkpoint);
            }

            return checkpoint;
        }
    }

    /// <summary>Gives the folder up to others.</summary>
    public void Dispose() => _lock.Dispose();

    private static JsonObject? Parse(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CheckpointFolder Hold(string path, CheckpointInterval interval)
    {
        try
        {
            string full = Directory.CreateDirectory(path).FullName;
            return new CheckpointFolder(full, new FileStream(
                System.IO.Path.Combine(full, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose))
            {
                Interval = interval,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(File.Exists(System.IO.Path.Combine(path, LockName))
                ? $"{path}: another process trains there at this moment. Wait, or end it."
                : $"{path}: this folder cannot be written ({e.Message}). Give --checkpoint another place.");
        }
    }
}
