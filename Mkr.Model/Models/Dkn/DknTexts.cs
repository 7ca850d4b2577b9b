using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.Dkn;

/// <summary>The titles of a step, recorded: each item's once, and each word and entity once among them.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DknTexts<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DknTitles _titles;
    private readonly RowNumbers _list;
    private readonly DistinctNumbers _items;
    private readonly DistinctNumbers _words;
    private readonly DistinctNumbers _entities;
    private readonly RowNumbers _wordPositions;
    private readonly RowNumbers _entityPositions;
    private readonly StepLookup<T> _wordRows;
    private readonly StepLookup<T>[] _entityRows;

    /// <summary>Records up to <paramref name="most"/> titles.</summary>
    public DknTexts(Tape<T> tape, DknModel<T> model, DknTitles titles, int most)
    {
        _titles = titles;
        int items = titles.Words.Length / titles.Length, positions = checked(most * titles.Length);
        (_list, _wordPositions, _entityPositions) = (new(most), new(positions), new(positions));
        _items = new DistinctNumbers(items, _list);
        _wordRows = tape.StepLookup(model.Words, Math.Min(positions, titles.WordCount));
        _words = new DistinctNumbers(titles.WordCount, _wordRows);
        int entities = Math.Min(positions, titles.EntityCount);
        _entityRows = [.. new[] { model.Entities, model.Contexts }.OfType<Table<T>>().Select(table => tape.StepLookup(table, entities))];
        _entities = new DistinctNumbers(titles.EntityCount, _entityRows[0]);
        List<TextChannel<T>> channels =
        [
            new(_wordRows, _wordPositions, model.WordFilters), Channel(_entityRows[0], model.EntityFilters, model.EntityTransform),
        ];
        if (model.ContextFilters is not null) channels.Add(Channel(_entityRows[1], model.ContextFilters, model.ContextTransform!));
        Vectors = new AlignedConvolution<T>(tape, channels, titles.Length, model.Windows, model.FilterBias);
    }

    /// <summary>t of each title of the step.</summary>
    public AlignedConvolution<T> Vectors { get; }

    /// <summary>A new step.</summary>
    public void Begin() => _items.Begin();

    /// <summary>The number of an item's title in the step.</summary>
    public int Of(int item) => _items.Of(item);

    /// <summary>Looks up what the step's titles are made of, once all items have been asked for.</summary>
    public void End()
    {
        _words.Begin();
        _entities.Begin();
        for (int text = 0, at = 0; text < _items.Count; text++)
        {
            int position = _list.Rows[text] * _titles.Length;
            for (int end = position + _titles.Length; position < end; position++, at++)
            {
                _wordPositions.Rows[at] = _words.Of(_titles.Words[position]);
                _entityPositions.Rows[at] = _entities.Of(_titles.Entities[position]);
            }
        }

        (Vectors.Count, _wordRows.Count, _entityRows[0].Count) = (_items.Count, _words.Count, _entities.Count);
        if (_entityRows.Length == 1) return;
        _entityRows[0].Rows[.._entities.Count].CopyTo(_entityRows[1].Rows);
        _entityRows[1].Count = _entities.Count;
    }

    private TextChannel<T> Channel(StepLookup<T> rows, Weight<T> filters, DenseLayer<T> transform) =>
        new(rows, _entityPositions, filters, transform.Weight, transform.Bias);
}
