namespace Mkr.Model.Data.Download;

/// <summary>A file of a data set cannot be fetched. The message is one line: the file, what is wrong, and a remedy.</summary>
/// <param name="message">The line.</param>
internal sealed class DatasetException(string message) : IOException(message);
