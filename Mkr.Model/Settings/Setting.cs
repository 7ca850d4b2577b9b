using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mkr.Model.Settings;

/// <summary>A property of a record, set by its key on the command line or in a file; see <see cref="SettingAttribute"/>.</summary>
public sealed class Setting
{
    private readonly PropertyInfo _property;
    private readonly SettingAttribute _attribute;
    private readonly SettingType _type;

    internal Setting(PropertyInfo property, SettingAttribute attribute)
    {
        _property = property;
        _attribute = attribute;
        bool isOptional = Nullable.GetUnderlyingType(property.PropertyType) is not null
            || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        _type = new SettingType(property.PropertyType, attribute, isOptional);
        Key = attribute.Key ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Search = attribute.Tune is null ? null : Range(attribute.Tune);
    }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>What it means, in a line.</summary>
    public string Meaning => _attribute.Meaning;

    /// <summary>Its group.</summary>
    public SettingGroup Group => _attribute.Group;

    /// <summary>The values that it may have, for people; empty where any text will do.</summary>
    public string Values => _type.Values;

    /// <summary>The values to try when the model is tuned; null where it is not.</summary>
    internal SearchRange? Search { get; }

    /// <summary>Reads values to try.</summary>
    /// <exception cref="FormatException">They are none; see <see cref="SearchRange.Parse"/>.</exception>
    internal SearchRange Range(string text) => SearchRange.Parse(text, _type.IsWhole);

    /// <summary>The record's value as text; <see cref="Set"/> reads it back.</summary>
    public string Text(object record) => _type.Text(_property.GetValue(record));

    /// <summary>The record's value as JSON: a number, or the text of anything else.</summary>
    public JsonNode Json(object record) => _property.GetValue(record) switch
    {
        int whole => whole,
        double number => number,
        _ => Text(record),
    };

    /// <summary>A copy of the record with another value.</summary>
    /// <exception cref="SettingException">The value is not one that the setting may have; the message says which are.</exception>
    public TRecord Set<TRecord>(TRecord record, string text)
        where TRecord : notnull
    {
        object? value = _type.Parse(Key, text);
        // The copy that `with` makes, by the name that the compiler gives it.
        object copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        _property.SetValue(copy, value);
        return (TRecord)copy;
    }
}
