namespace Mkr.Model.Models;

/// <summary>A number with a name, such as a metric or a learnt weight.</summary>
/// <param name="Name">The name: a word or words, without commas.</param>
/// <param name="Value">The number.</param>
public readonly record struct NamedValue(string Name, double Value);
