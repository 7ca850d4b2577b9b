namespace Mkr.Model.Data.Sources;

/// <summary>A column of users or items that becomes a field of raw features.</summary>
/// <param name="Column">The column, from 0.</param>
/// <param name="Field">The field's name: letters, digits, - and _.</param>
/// <param name="Separator">What separates several values in the column; null where it holds one.</param>
internal sealed record FeatureColumn(int Column, string Field, byte? Separator)
{
    /// <summary>A column with a name that a field may have, made of the column's.</summary>
    public static FeatureColumn Of(int column, string name, char? separator)
    {
        string field = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        if (field.Length == 0 || FeatureSelection.Derived.Contains(field)) field += "_";
        return new FeatureColumn(column, field, (byte?)separator);
    }

    /// <summary>All columns but some, as features: several values of one may lie between bars.</summary>
    public static IReadOnlyList<FeatureColumn> AllBut(ITableFile file, params IReadOnlyCollection<int?> others) =>
        [.. file.Columns.Index().Where(c => !others.Contains(c.Index)).Select(c => Of(c.Index, c.Item, '|'))];

    /// <summary>Passes the values of a row on; an empty one is none.</summary>
    public void Read(FeatureOwner owner, Table table, int id, IDataSink sink, LineLog log)
    {
        ReadOnlySpan<byte> values = table[Column];
        if (Separator is not byte separator)
        {
            if (!values.IsEmpty) log.CountPiece(table.Line, sink.Feature(owner, table[id], Field, values));
            return;
        }

        foreach (Range range in values.Split(separator))
            if (!values[range].IsEmpty) log.CountPiece(table.Line, sink.Feature(owner, table[id], Field, values[range]));
    }
}
