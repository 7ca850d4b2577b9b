using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mkr.Model.Settings;

namespace Mkr.Model.Tuning;

/// <summary>
/// Keeps the trainings of a search, a line each as soon as it is done: an interrupted search goes on where it was. The first line is the
/// key of what determines them all, so that no two searches mix. While it is open no other process can write it.
/// </summary>
internal sealed class TrialLog : IDisposable
{
    /// <summary>The file's name in its folder.</summary>
    public const string FileName = "trials.log";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Dictionary<(int Trial, ulong Seed, int Epochs), TrialTraining> _done = [];
    private readonly Lock _lock = new();
    private readonly FileStream _file;

    private TrialLog(FileStream file) => _file = file;

    /// <summary>How many trainings are kept.</summary>
    public int Count => _done.Count;

    /// <summary>Opens the log of a folder, or begins one.</summary>
    /// <param name="folder">The folder; it is made where it is missing.</param>
    /// <param name="key">What determines the trainings.</param>
    /// <exception cref="SettingException">It is of another search, or in use, or there is something else in the folder.</exception>
    public static TrialLog Open(string folder, string key)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(key);
        string path = Path.Combine(folder, FileName);
        if (File.Exists(folder)) throw new SettingException($"{folder}: this is a file. Give --out the path of a folder.");
        if (Directory.Exists(folder) && !File.Exists(path) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new SettingException($"{folder}: there is something else already. Give --out the path of a new folder.");
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(folder);
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var log = new TrialLog(file);
            log.Read(folder, key);
            return log;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new SettingException(File.Exists(path) && e is not UnauthorizedAccessException
                ? $"{folder}: another search is being written there at this moment. Give --out another folder, or wait."
                : $"{folder}: this folder cannot be written ({e.Message}). Give --out another place.");
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>A training that is kept; null where there is none.</summary>
    public TrialTraining? Find(int trial, ulong seed, int epochs)
    {
        lock (_lock) return _done.GetValueOrDefault((trial, seed, epochs));
    }

    /// <summary>Keeps a training.</summary>
    public void Keep(TrialTraining training)
    {
        ArgumentNullException.ThrowIfNull(training);
        lock (_lock)
        {
            _done[(training.Trial, training.Seed, training.Epochs)] = training;
            WriteLine(training);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Reads what is there, up to a line that was cut when the program was killed; the next is written in its place.</summary>
    private void Read(string folder, string key)
    {
        byte[] bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        int end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _file.SetLength(end);
        _file.Position = end;
        if (end == 0)
        {
            WriteLine(new Heading(key));
            return;
        }

        string[] lines = Encoding.UTF8.GetString(bytes, 0, end - 1).Split('\n');
        try
        {
            if (JsonSerializer.Deserialize<Heading>(lines[0], Options)?.Key != key)
            {
                throw new SettingException(
                    $"{folder}: here are the trials of a search with other settings, ranges, seed or data. "
                    + "Repeat that call, or give --out another folder.");
            }

            foreach (string line in lines.Skip(1))
            {
                TrialTraining done = JsonSerializer.Deserialize<TrialTraining>(line, Options)!;
                _done[(done.Trial, done.Seed, done.Epochs)] = done;
            }
        }
        catch (JsonException)
        {
            throw new SettingException($"{Path.Combine(folder, FileName)}: this file is damaged. Give --out another folder.");
        }
    }

    private void WriteLine<TLine>(TLine line)
    {
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, Options), (byte)'\n']);
        _file.Flush();
    }

    private sealed record Heading(string Key);
}
