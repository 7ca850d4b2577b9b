namespace Mkr.Model.Data.Sources;

/// <summary>A file of rows with named columns.</summary>
internal interface ITableFile
{
    /// <summary>The file.</summary>
    string Path { get; }

    /// <summary>The columns' names.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>How it is read, for people.</summary>
    string Description { get; }

    /// <summary>Opens it, before the first row.</summary>
    Table Open(LineLog log);
}
