namespace Mkr.Model.Settings;

/// <summary>A type with a fixed list of values, each chosen by its name: what an enumeration is to values that do something.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface INamedChoice<TSelf>
    where TSelf : INamedChoice<TSelf>
{
    /// <summary>The values.</summary>
    static abstract IReadOnlyList<TSelf> All { get; }

    /// <summary>The name that the value is chosen by.</summary>
    string Name { get; }
}
