namespace Mkr.Model.Data;

/// <summary>
/// Something in a data file is not as expected. The message is one line: <c>path:line:column: expected X, found Y. Remedy.</c>
/// </summary>
public sealed class DataFormatException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The character in the line, from 1.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="found">What is there.</param>
    /// <param name="remedy">What the user can do, as a sentence.</param>
    public DataFormatException(string path, long line, long column, string expected, string found, string remedy)
        : base($"{path}:{line}:{column}: expected {expected}, found {found}. {remedy}")
    {
        Path = path;
        Line = line;
        Column = column;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }

    /// <summary>The character in the line, from 1.</summary>
    public long Column { get; }
}
