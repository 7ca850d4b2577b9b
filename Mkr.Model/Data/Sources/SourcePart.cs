namespace Mkr.Model.Data.Sources;

/// <summary>A file of a data set, to be read from its beginning to its end into a sink.</summary>
/// <param name="Path">The file.</param>
/// <param name="Note">How it is read: its columns, its separator; for people.</param>
/// <param name="Read">Reads it.</param>
internal sealed record SourcePart(string Path, string Note, Action<IDataSink, LineLog> Read);
