namespace Mkr.Model.Settings;

/// <summary>
/// Makes an <c>init</c> property of a record a setting: it gets a key on the command line and in configuration files, a line of help, a
/// range, and, where it may be tuned, its part of the model's search space. The property's initial value is the default.
/// </summary>
/// <param name="meaning">What it means, in a line.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string meaning) : Attribute
{
    /// <summary>What it means, in a line.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Its key; the property's name in camel case where none is given.</summary>
    public string? Key { get; init; }

    /// <summary>Its group.</summary>
    public SettingGroup Group { get; init; } = SettingGroup.Model;

    /// <summary>The least value of a number.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The largest value of a number.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a number must be above <see cref="Least"/>, and not just equal to it.</summary>
    public bool IsAboveLeast { get; init; }

    /// <summary>
    /// The values to try when the model is tuned, as <see cref="SearchRange"/> reads them: "1e-4..1e-1 log", "16..128", "on, off"; null
    /// where it is not tuned.
    /// </summary>
    public string? Tune { get; init; }
}
