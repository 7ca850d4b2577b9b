namespace Mkr.Model.Export.Vectors;

/// <summary>A file format for tables of vectors.</summary>
internal interface IVectorFormat
{
    /// <summary>Writes a table.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="table">The vectors.</param>
    /// <param name="ids">Whose they are.</param>
    /// <returns>The names of the files.</returns>
    IReadOnlyList<string> Write(string folder, VectorTable table, VectorIds ids);
}
