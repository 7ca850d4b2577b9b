namespace Mkr.Model.Data.Download;

/// <summary>What was done about a file.</summary>
internal enum FetchOutcome
{
    /// <summary>It was in the folder, and is as it should be.</summary>
    Present,

    /// <summary>It was downloaded.</summary>
    Downloaded,

    /// <summary>It was copied from the given folder.</summary>
    Copied,

    /// <summary>A file of names whose content is not known was left where it is.</summary>
    LeftOut,
}
