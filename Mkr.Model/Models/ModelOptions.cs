namespace Mkr.Model.Models;

/// <summary>
/// What a model's user may choose. Each model has a record of its own, whose properties with a <see cref="Settings.SettingAttribute"/> are
/// its settings; where one is not given, the property's initial value holds.
/// </summary>
public abstract record ModelOptions;
