namespace Mkr.Model.Data.Download;

/// <summary>How far a download is.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">What has arrived.</param>
/// <param name="Total">The file's length; null where the server does not say.</param>
internal readonly record struct DownloadProgress(string File, long Bytes, long? Total);
