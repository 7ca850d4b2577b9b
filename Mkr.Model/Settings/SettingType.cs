using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Mkr.Model.Settings;

/// <summary>
/// How a setting's values are written and read: whole numbers, numbers, on and off, text, words to choose from; or "none".
/// </summary>
internal sealed class SettingType
{
    private const string None = "none";

    private readonly SettingAttribute _range;
    private readonly bool _isOptional;
    private readonly Type _type;
    private readonly IReadOnlyList<(string Name, object Value)> _choices;

    public SettingType(Type type, SettingAttribute range, bool isOptional)
    {
        _range = range;
        _isOptional = isOptional;
        _type = Nullable.GetUnderlyingType(type) ?? type;
        _choices = Choices(_type);
    }

    /// <summary>The values that it may have, for people; empty where any text will do.</summary>
    public string Values
    {
        get
        {
            string one = _choices.Count > 0 ? string.Join('|', _choices.Select(c => c.Name)) : IsNumber ? Range() : string.Empty;
            return _isOptional && one.Length > 0 ? $"{one}|{None}" : one;
        }
    }

    /// <summary>Whether its numbers are whole.</summary>
    public bool IsWhole => _type == typeof(int);

    private bool IsNumber => IsWhole || _type == typeof(double);

    /// <summary>The value as text; <see cref="Parse"/> reads it back.</summary>
    public string Text(object? value) => value switch
    {
        null => None,
        string text => text.Replace("\t", "\\t", StringComparison.Ordinal),
        _ when _choices.Count > 0 => _choices.First(choice => choice.Value.Equals(value)).Name,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Reads a value.</summary>
    /// <exception cref="SettingException">It is none; the message begins with <paramref name="key"/>.</exception>
    public object? Parse(string key, string text)
    {
        if (_isOptional && text == None) return null;
        if (_choices.Count > 0) return Choice(key, text);
        if (IsWhole) return Whole(key, text);
        if (_type == typeof(double)) return Number(key, text);
        if (Parser(_type) is MethodInfo parser) return Parsed(parser, key, text);
        if (text.Length == 0) throw new SettingException($"{key}: expected at least one character.");
        return _type == typeof(char) ? text[0] : text.Replace("\\t", "\t", StringComparison.Ordinal);
    }

    private static IReadOnlyList<(string Name, object Value)> Choices(Type type)
    {
        if (type == typeof(bool)) return [("on", true), ("off", false)];
        if (type.IsEnum) return [.. Enum.GetNames(type).Select(name => (Word(type.GetField(name)!), Enum.Parse(type, name)))];
        if (!type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(INamedChoice<>))) return [];
        var all = (IEnumerable<object>)type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return [.. all.Select(value => ((string)type.GetProperty("Name")!.GetValue(value)!, value))];
    }

    private static string Word(FieldInfo field) =>
        field.GetCustomAttribute<SettingNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(field.Name);

    /// <summary>The method by which a type of ours reads its text.</summary>
    private static MethodInfo? Parser(Type type) =>
        type.Assembly == typeof(SettingType).Assembly ? type.GetMethod("Parse", [typeof(string), typeof(IFormatProvider)]) : null;

    private static object? Parsed(MethodInfo parser, string key, string text)
    {
        try
        {
            return parser.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text, CultureInfo.InvariantCulture], null);
        }
        catch (FormatException e)
        {
            throw new SettingException($"{key}: {e.Message}");
        }
    }

    private object Choice(string key, string text)
    {
        foreach ((string name, object value) in _choices)
        {
            if (name == text) return value;
        }

        throw new SettingException($"{key}: expected {string.Join(" or ", _choices.Select(c => c.Name))}, found '{text}'.");
    }

    private int Whole(string key, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && IsInRange(number)
            ? number
            : throw new SettingException($"{key}: expected a whole number {Range()}, found '{text}'.");

    private double Number(string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) && IsInRange(number)
            ? number
            : throw new SettingException($"{key}: expected a number {Range()}, found '{text}'.");

    private bool IsInRange(double number) =>
        number >= _range.Least && number <= _range.Most && !(_range.IsAboveLeast && number == _range.Least);

    private string Range()
    {
        string least = _range.Least.ToString(CultureInfo.InvariantCulture), most = _range.Most.ToString(CultureInfo.InvariantCulture);
        return (double.IsInfinity(_range.Least), double.IsInfinity(_range.Most), _range.IsAboveLeast) switch
        {
            (true, true, _) => "of any size",
            (true, false, _) => $"up to {most}",
            (false, true, false) => $"from {least} on",
            (false, true, true) => $"above {least}",
            (false, false, false) => $"from {least} to {most}",
            (false, false, true) => $"above {least}, and at most {most}",
        };
    }
}
