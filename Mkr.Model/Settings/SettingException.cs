namespace Mkr.Model.Settings;

/// <summary>A setting that is unknown or has a value out of range. The message is one line and says what would be right.</summary>
/// <param name="message">The line.</param>
public sealed class SettingException(string message) : Exception(message);
