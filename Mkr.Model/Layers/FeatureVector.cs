using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Layers;

/// <summary>
/// The vector of a user, item, entity or relation from its raw features, to be recorded on any number of tapes:
/// <code>
/// x = table[id] + sum over the fields f of bag_f      each of length d; the first term perhaps left out
/// </code>
/// A field has a table of its own, named <c>OWNER_FIELD_embedding</c>, and bag_f is what <see cref="EmbeddingBag{T}"/> makes of the rows of
/// the owner's values; of a text it is what a <see cref="TextConvolution{T}"/> makes of them. Where there are no fields, the vector is
/// the row.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class FeatureVector<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly (FeatureField Field, Table<T> Table, TextConvolution<T>? Text)[] _fields;

    /// <summary>Adds the tables of the fields to <paramref name="parameters"/>.</summary>
    /// <param name="parameters">The set.</param>
    /// <param name="ids">The table of the ids' rows; null where the vector is its fields alone.</param>
    /// <param name="fields">The fields, all of the same owner.</param>
    /// <param name="dim">d.</param>
    /// <param name="text">The sizes of what reads a text; null for words of length d and 2 d filters.</param>
    /// <exception cref="ArgumentException">There is neither a table nor a field.</exception>
    public FeatureVector(ParameterSet<T> parameters, Table<T>? ids, IEnumerable<FeatureField> fields, int dim, TextShape? text = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(fields);
        Ids = ids;
        TextShape shape = text ?? new TextShape(dim, 2 * dim);
        _fields = [.. fields.Select(field => Create(parameters, field, dim, shape))];
        if (ids is null && _fields.Length == 0)
            throw new ArgumentException("A vector without a row of its id needs a field.", nameof(fields));
    }

    /// <summary>The table of the ids' rows; null where there is none.</summary>
    public Table<T>? Ids { get; }

    /// <summary>All tables.</summary>
    public IEnumerable<Table<T>> Tables => _fields.Select(f => f.Table).Prepend(Ids).OfType<Table<T>>();

    /// <summary>The matrices of all texts, without the biases.</summary>
    public IEnumerable<Weight<T>> Weights => _fields.SelectMany(f => f.Text?.Weights ?? []);

    /// <summary>Whether the vector is more than a row.</summary>
    public bool HasFields => _fields.Length > 0;

    /// <summary>Records the vector, and the numbers of its owners.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="ownItems">
    /// In training, the items of the examples, which a user's history leaves out; null where an example is no pair with an item.
    /// </param>
    public EmbeddedFeatures<T> Record(Tape<T> tape, RowNumbers? ownItems)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (Ids is null) return Add(tape, new RowNumbers(tape.MaxBatch), null, ownItems);
        Lookup<T> owners = tape.Lookup(Ids);
        return Add(tape, owners, new Embedding<T>(tape, owners).Output, ownItems);
    }

    /// <summary>Records the fields, and adds them to what is there already.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="owners">The owners' numbers.</param>
    /// <param name="row">The ids' rows; null where there are none.</param>
    /// <param name="ownItems">As in <see cref="Record"/>.</param>
    public EmbeddedFeatures<T> Add(Tape<T> tape, RowNumbers owners, Variable<T>? row, RowNumbers? ownItems)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(owners);
        var columns = new List<IBatchColumn>();
        Variable<T>? vector = row;
        foreach ((FeatureField field, Table<T> table, TextConvolution<T>? text) in _fields)
        {
            // Memory for it is only taken as far as batches fill it.
            long most = (long)tape.MaxBatch * Math.Max(1, field.Longest);
            BagLookup<T> bags = tape.BagLookup(table, (int)Math.Min(most, int.MaxValue), field.Weights is not null);
            columns.Add(new FeatureBags<T>(field, owners, ownItems, bags));
            Variable<T> part = text?.Apply(tape, bags) ?? new EmbeddingBag<T>(tape, bags, field.Mode).Output;
            vector = vector is null ? part : new Add<T>(tape, vector, part).Output;
        }

        return new EmbeddedFeatures<T>(owners, vector!, columns);
    }

    /// <summary>The name of a field's table, whose rows are the field's values.</summary>
    public static string TableName(FeatureField field) => Name(field) + "_embedding";

    private static string Name(FeatureField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return $"{field.Owner.ToString().ToLowerInvariant()}_{field.Name}";
    }

    private static (FeatureField, Table<T>, TextConvolution<T>?) Create(
        ParameterSet<T> parameters, FeatureField field, int dim, TextShape text)
    {
        Table<T> table = parameters.AddTable(TableName(field), field.Vocabulary.Count, field.IsText ? text.WordDim : dim);
        return (field, table, field.IsText ? new TextConvolution<T>(parameters, Name(field), text, dim) : null);
    }
}
