using Mkr.Model.Settings;

namespace Mkr.Model.Tuning;

/// <summary>Settings that are tried.</summary>
/// <param name="Number">The trial's number; 0 is what the search begins at.</param>
/// <param name="Values">The values of the settings that are tuned, by key.</param>
/// <param name="Settings">All settings.</param>
internal sealed record Trial(int Number, IReadOnlyList<KeyValuePair<string, string>> Values, RunSettings Settings);
