using System.Globalization;
using Mkr.Model.Training;

namespace Mkr.Model.Runs;

/// <summary>The epochs of a training as CSV: epoch, training loss, validation metrics, figures of the model's own, seconds.</summary>
internal static class EpochTable
{
    /// <summary>The lines, with a heading; a number that is not finite is left out.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<EpochReport> epochs)
    {
        EpochReport first = epochs[0];
        yield return string.Join(',',
        [
            "epoch", "train_loss", .. first.Validation.Select(v => "validation_" + Word(v.Name)),
            .. first.Figures.Select(f => Word(f.Name)),
            "seconds",
        ]);
        foreach (EpochReport epoch in epochs)
        {
            yield return string.Join(',',
            [
                Text(epoch.Epoch), Text(epoch.Loss), .. epoch.Validation.Select(v => Text(v.Value)),
                .. epoch.Figures.Select(f => Text(f.Value)),
                Text(epoch.Seconds),
            ]);
        }
    }

    private static string Word(string name) => name.Replace(' ', '_');

    private static string Text(double value) => double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : string.Empty;
}
