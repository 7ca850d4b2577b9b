using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mkr.Engine;
using Mkr.Model.Training;

namespace Mkr.Model.Runs.Checkpoints;

/// <summary>
/// Where the state of one training is kept: a safetensors file with everything that later epochs depend on and the state of the best epoch;
/// its metadata say how far the training has come. The file is written aside and renamed: whenever the process is killed, the last state
/// that was complete is there.
/// </summary>
/// <remarks>
/// A state is kept at the end of an epoch only. All rows of tables are up to date there, so that no row needs a step of its own; in the
/// midst of an epoch, to bring them up to date earlier than an uninterrupted run would changes the last bits.
/// </remarks>
internal sealed class Checkpoint
{
    private const string ProgressKey = "progress";
    private const string OwnerKey = "checkpoint";

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly string _path;
    private readonly string _owner;
    private readonly CheckpointInterval _interval;
    private long _lastTime = Stopwatch.GetTimestamp();

    /// <summary>A place for a state; there may be one already.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">What the state belongs to: one of another owner is refused.</param>
    /// <param name="interval">How often it is kept.</param>
    internal Checkpoint(string path, string owner, CheckpointInterval interval) => (_path, _owner, _interval) = (path, owner, interval);

    /// <summary>The epoch after which the state was last kept or read; 0 for none.</summary>
    public int Epoch { get; private set; }

    /// <summary>What is kept; null where nothing is yet.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or belongs to another training.</exception>
    internal SavedTraining? Read()
    {
        if (!File.Exists(_path)) return null;
        TensorReader tensors = Open();
        if (tensors.Metadata.GetValueOrDefault(OwnerKey) != _owner)
            throw new InvalidDataException($"{_path}: this state is of another training than checkpoint.json. Begin anew elsewhere.");
        try
        {
            TrainingProgress progress = JsonSerializer.Deserialize<TrainingProgress>(tensors.Metadata[ProgressKey], Json)!;
            Epoch = progress.Epochs.Count;
            return new SavedTraining(progress, tensors);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{_path}: this is not a training's state ({e.Message}) Begin anew in another folder.", e);
        }
    }

    private TensorReader Open()
    {
        try
        {
            return new TensorReader(_path);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(
                $"{e.Message} The state was damaged after it was written: put it back, or begin anew in another folder.", e);
        }
    }

    /// <summary>An epoch has ended: keeps the state if it is time, and after the last one.</summary>
    internal void EndEpoch(IStateful state, TrainingProgress progress, bool isLast)
    {
        // An attempt that begins anew counts from its own start.
        int since = progress.Epochs.Count > Epoch ? progress.Epochs.Count - Epoch : progress.Epochs.Count;
        if (!isLast && !_interval.IsDue(since, Stopwatch.GetElapsedTime(_lastTime))) return;
        TensorWriter.Write(_path, state, new Dictionary<string, string>
        {
            [OwnerKey] = _owner,
            [ProgressKey] = JsonSerializer.Serialize(progress, Json),
        });
        (Epoch, _lastTime) = (progress.Epochs.Count, Stopwatch.GetTimestamp());
    }
}
