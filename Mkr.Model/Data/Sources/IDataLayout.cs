namespace Mkr.Model.Data.Sources;

/// <summary>A layout of data sets: which files there are, and what is in them.</summary>
internal interface IDataLayout
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Its files, in a line for people.</summary>
    string Files { get; }

    /// <summary>Whether a folder looks like it.</summary>
    bool Fits(string folder, PrepareOptions options);

    /// <summary>Finds the files and how they are read; the interactions at least.</summary>
    /// <exception cref="DataFormatException">A file is missing, or does not tell its columns.</exception>
    DataSource Open(string folder, PrepareOptions options);
}
