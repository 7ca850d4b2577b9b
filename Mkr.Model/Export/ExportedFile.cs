namespace Mkr.Model.Export;

/// <summary>A file that an export has written.</summary>
/// <param name="Path">Its path within the folder, with slashes.</param>
/// <param name="Content">What is in it, in a line.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ExportedFile(string Path, string Content, long Bytes);
