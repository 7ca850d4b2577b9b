using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Export.Events;

/// <summary>
/// Writes how a training goes for TensorBoard: after each epoch its loss, the metrics on validation, the model's own figures, seconds and
/// speed. A training that starts again does so in a folder of its own.
/// </summary>
internal sealed class TrainingEvents : ITrainingObserver, IDisposable
{
    private readonly string _folder;
    private readonly ITrainingObserver? _next;
    private EventFile? _file;
    private double _speed;

    /// <summary>Events of one training.</summary>
    /// <param name="folder">The folder of its file: TensorBoard's name of the run.</param>
    /// <param name="next">Is told too; null for nobody.</param>
    public TrainingEvents(string folder, ITrainingObserver? next = null) => (_folder, _next) = (folder, next);

    /// <summary>Throws where no events can be written, before anything is computed for nothing.</summary>
    /// <exception cref="SettingException">The folder cannot be made.</exception>
    public static void CheckWritable(string? folder)
    {
        if (folder is null) return;
        try
        {
            string trial = Path.Combine(Directory.CreateDirectory(folder).FullName, Guid.NewGuid().ToString("N"));
            File.WriteAllBytes(trial, []);
            File.Delete(trial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{folder}: no events can be written there ({e.Message}). Give --events another folder.");
        }
    }

    /// <inheritdoc/>
    public void OnProgress(int epoch, double fraction, double samplesPerSecond)
    {
        _speed = samplesPerSecond;
        _next?.OnProgress(epoch, fraction, samplesPerSecond);
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        _file ??= new EventFile(_folder);
        _file.Write(report.Epoch, Scalars(report).Where(scalar => double.IsFinite(scalar.Value)));
        _next?.OnEpoch(report);
    }

    /// <inheritdoc/>
    public void OnRestart(int attempt, string reason)
    {
        _file?.Dispose();
        _file = new EventFile($"{_folder}-attempt-{attempt}");
        _next?.OnRestart(attempt, reason);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file?.Dispose();

    /// <summary>Tags of the same first word are shown together.</summary>
    private IEnumerable<NamedValue> Scalars(EpochReport report)
    {
        yield return new NamedValue("train/loss", report.Loss);
        foreach (NamedValue value in report.Validation) yield return new NamedValue("validation/" + value.Name, value.Value);
        foreach (NamedValue value in report.Figures) yield return new NamedValue("figures/" + value.Name, value.Value);
        yield return new NamedValue("speed/seconds an epoch", report.Seconds);
        if (_speed > 0) yield return new NamedValue("speed/samples a second", _speed);
    }
}
