using System.Text;

namespace Mkr.Model.Data.Sources;

/// <summary>Parts of a data set that are tables.</summary>
internal static class TableParts
{
    /// <summary>A table with a row for each interaction.</summary>
    public static SourcePart Interactions(ITableFile file, int user, int item, int? rating, int? time)
    {
        string note = $"user '{file.Columns[user]}', item '{file.Columns[item]}', "
            + (rating is int r ? $"rating '{file.Columns[r]}', " : "no rating: every line is a positive, ")
            + (time is int t ? $"time '{file.Columns[t]}'" : "no time");
        return Of(file, note, (table, sink, log) => sink.Interaction(
            table[user], table[item], rating is int r ? table[r] : default, time is int t ? table[t] : default));
    }

    /// <summary>A table with a row for each triple.</summary>
    public static SourcePart Triples(ITableFile file, int head, int relation, int tail) =>
        Of(file, $"head '{file.Columns[head]}', relation '{file.Columns[relation]}', tail '{file.Columns[tail]}'",
            (table, sink, log) => sink.Triple(table[head], table[relation], table[tail]));

    /// <summary>A table with a row for each item and its entities, from a column on: none where that one is empty.</summary>
    public static SourcePart Links(ITableFile file, int item, int entity, bool hasMore = false) =>
        Of(file, $"item '{file.Columns[item]}', entity '{file.Columns[entity]}'", (table, sink, log) =>
        {
            int last = hasMore ? table.FieldCount - 1 : entity;
            if (last == entity && table[entity].IsEmpty) return sink.Owner(FeatureOwner.Item, table[item]);
            string? reason = sink.Link(table[item], table[entity]);
            for (int column = entity + 1; column <= last; column++) log.CountPiece(table.Line, sink.Link(table[item], table[column]));
            return reason;
        });

    /// <summary>A table with a row for each user or item.</summary>
    public static SourcePart Owners(ITableFile file, FeatureOwner owner, int id, int? name, IReadOnlyList<FeatureColumn> features)
    {
        string what = owner == FeatureOwner.User ? "user" : "item";
        string note = $"{what} '{file.Columns[id]}', {(name is int n ? $"name '{file.Columns[n]}'" : "no name")}, "
            + (features.Count == 0 ? "no features" : $"features {string.Join(", ", features.Select(feature => feature.Field))}");
        return Of(file, note, (table, sink, log) =>
        {
            if (sink.Row(owner, table[id]) is string reason) return reason;
            if (name is int column && !table[column].IsEmpty) log.CountPiece(table.Line, sink.Name(owner, table[id], table[column]));
            foreach (FeatureColumn feature in features) feature.Read(owner, table, id, sink, log);
            return null;
        });
    }

    /// <summary>A file of <c>id TAB field TAB value</c>.</summary>
    public static SourcePart Features(ITableFile file, FeatureOwner owner) => Of(file, "id, field, value", (table, sink, log) =>
        sink.Owner(owner, table[0]) ?? sink.Feature(owner, table[0], Encoding.UTF8.GetString(table[1]), table[2]));

    private static SourcePart Of(ITableFile file, string note, Func<Table, IDataSink, LineLog, string?> read) =>
        new(file.Path, $"{file.Description}; {note}", (sink, log) =>
        {
            using Table table = file.Open(log);
            while (table.ReadRow()) log.Count(table.Line, read(table, sink, log));
        });
}
