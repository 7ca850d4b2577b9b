namespace Mkr.Model.Settings;

/// <summary>What a setting is about: the headings of the help.</summary>
public enum SettingGroup
{
    /// <summary>How the data set's files are laid out.</summary>
    Data,

    /// <summary>How the data set is split, and how much of it is kept.</summary>
    Split,

    /// <summary>The model's shape and loss.</summary>
    Model,

    /// <summary>How the model is trained.</summary>
    Training,
}
