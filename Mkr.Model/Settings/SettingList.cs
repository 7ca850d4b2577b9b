using System.Collections.Concurrent;
using System.Reflection;

namespace Mkr.Model.Settings;

/// <summary>The settings of a record: its properties with a <see cref="SettingAttribute"/>, those that it inherits last.</summary>
internal static class SettingList
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Setting>> Known = new();

    /// <summary>The settings of a record of the given type.</summary>
    public static IReadOnlyList<Setting> Of(Type record) => Known.GetOrAdd(record, type =>
    [
        .. Hierarchy(type).SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<SettingAttribute>()))
            .Where(p => p.Attribute is not null)
            .Select(p => new Setting(p.Property, p.Attribute!)),
    ]);

    private static IEnumerable<Type> Hierarchy(Type? type)
    {
        for (; type is not null; type = type.BaseType) yield return type;
    }
}
