using System.Globalization;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs.Checkpoints;

/// <summary>How often a training's state is kept: after so many epochs, or at the end of the first epoch after so many minutes.</summary>
/// <param name="Epochs">The epochs; null where minutes count.</param>
/// <param name="Minutes">The minutes; null where epochs count.</param>
internal sealed record CheckpointInterval(int? Epochs, double? Minutes)
{
    /// <summary>After every epoch.</summary>
    public static CheckpointInterval EveryEpoch { get; } = new(1, null);

    /// <summary>Reads <c>5</c>, five epochs, or <c>10m</c>, ten minutes.</summary>
    /// <exception cref="SettingException">It is neither.</exception>
    public static CheckpointInterval Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs) && epochs > 0) return new(epochs, null);
        if (text.EndsWith('m')
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double minutes) && minutes > 0)
        {
            return new(null, minutes);
        }

        throw new SettingException(
            $"--checkpoint-every: expected a number of epochs, such as 5, or of minutes, such as 10m; found '{text}'.");
    }

    /// <summary>Whether it is time again.</summary>
    /// <param name="epochs">The epochs since the last time.</param>
    /// <param name="time">The time since then.</param>
    public bool IsDue(int epochs, TimeSpan time) => epochs >= Epochs || time.TotalMinutes >= Minutes;

    /// <summary>What <see cref="Parse"/> reads.</summary>
    public override string ToString() => Minutes is double minutes
        ? minutes.ToString(CultureInfo.InvariantCulture) + "m"
        : Epochs!.Value.ToString(CultureInfo.InvariantCulture);
}
