namespace Mkr.Model.Settings;

/// <summary>The word that an enumeration's value is chosen by, where it is not the value's name in camel case.</summary>
/// <param name="name">The word.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class SettingNameAttribute(string name) : Attribute
{
    /// <summary>The word.</summary>
    public string Name { get; } = name;
}
