using Mkr.Model.Data;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.Dkn;

/// <summary>
/// The titles of all items, L positions each: at each a word, and the entity that it names. Number 0 is no word, and no entity.
/// </summary>
/// <remarks>
/// Where the data set has names of entities (the field <c>name</c> of <c>entity_features.tsv</c>), a word names the item's entity whose
/// name it is part of. An item's entity without such a name is what the whole title is about: its other words name it.
/// </remarks>
internal sealed class DknTitles
{
    private readonly Dictionary<string, int> _words = [];
    private readonly Dictionary<int, int> _entities = [];

    /// <summary>Titles that are there already.</summary>
    /// <param name="length">L.</param>
    /// <param name="words">The word at each position [items x L].</param>
    /// <param name="entities">The entity at each position [items x L].</param>
    /// <param name="wordCount">The numbers of words, with 0 for none.</param>
    /// <param name="entityCount">The numbers of entities, with 0 for none.</param>
    public DknTitles(int length, int[] words, int[] entities, int wordCount, int entityCount) =>
        (Length, Words, Entities, WordCount, EntityCount) = (length, words, entities, wordCount, entityCount);

    /// <summary>Reads the titles.</summary>
    /// <exception cref="SettingException">There are none, or a window is longer than a title.</exception>
    public DknTitles(DknOptions options, RecommendationData data, Interaction[] train)
    {
        if (options.Windows > options.TitleLength)
        {
            throw new SettingException(
                $"windows: expected 1 to {options.TitleLength}, the titleLength; found {options.Windows}. "
                + "Read more words, or smaller windows.");
        }

        Length = options.TitleLength;
        int items = data.Items.Count;
        Words = new int[items * Length];
        Entities = new int[items * Length];
        string[][] titles = Titles(options.Text, data);
        bool[] isSeen = new bool[items];
        foreach (Interaction row in train) isSeen[row.Item] = true;
        for (int item = 0; item < items; item++)
            if (isSeen[item]) foreach (string word in titles[item].Take(Length)) _words.TryAdd(word, _words.Count + 1);
        FeatureField? names = data.Features.FirstOrDefault(field => field is { Owner: FeatureOwner.Entity, Name: "name" });
        for (int item = 0; item < items; item++)
        {
            string[] title = [.. titles[item].Take(Length)];
            for (int p = 0; p < title.Length; p++) Words[(item * Length) + p] = _words.GetValueOrDefault(title[p]);
            Align(title, data.Map.EntitiesOf(item), names, Entities.AsSpan(item * Length, title.Length));
        }

        (WordCount, EntityCount) = (_words.Count + 1, _entities.Count + 1);
    }

    /// <summary>L.</summary>
    public int Length { get; }

    /// <summary>The word at each position [items x L]. A word that no title of the training part has is none.</summary>
    public int[] Words { get; }

    /// <summary>The entity at each position [items x L].</summary>
    public int[] Entities { get; }

    /// <summary>The numbers of words, with 0 for none.</summary>
    public int WordCount { get; }

    /// <summary>The numbers of entities, with 0 for none.</summary>
    public int EntityCount { get; }

    /// <summary>The entities of the graph that have numbers, from 1 on.</summary>
    public IEnumerable<int> GraphEntities => _entities.OrderBy(entity => entity.Value).Select(entity => entity.Key);

    /// <summary>What the rows of tables of words and of entities stand for, the one of none first.</summary>
    public RowIds RowIds(KnowledgeGraph graph) => new RowIds()
        .Add("words", [string.Empty, .. _words.OrderBy(word => word.Value).Select(word => word.Key)], "word_embedding")
        .Add(
            "entities", [string.Empty, .. GraphEntities.Select(entity => graph.Entities[entity])], "entity_embedding",
            "context_embedding");

    private static string[][] Titles(string? text, RecommendationData data)
    {
        if (text is null)
        {
            return data.ItemNames.Any(name => name is not null)
                ? [.. data.ItemNames.Select(name => name is null ? [] : TitleWords.Of(name).ToArray())]
                : throw new SettingException($"dkn reads titles, and the items of {data.Name} have no names. Put the file of names into "
                    + "the data set's folder, or words into item_features.tsv, in their order, and give that field's name by text=.");
        }

        FeatureField field = data.Features.FirstOrDefault(f => f.Owner == FeatureOwner.Item && f.Name == text)
            ?? throw new SettingException($"text: items of {data.Name} have no field '{text}'. Give words in item_features.tsv, in their "
                + "order, or leave text out: then the items' names are their titles.");
        return [.. Enumerable.Range(0, data.Items.Count).Select(item => field[item].ToArray().Select(v => field.Vocabulary[v]).ToArray())];
    }

    private void Align(string[] title, ReadOnlySpan<int> entities, FeatureField? names, Span<int> numbers)
    {
        int whole = 0;
        foreach (int entity in entities)
        {
            string[][] called = names is null ? [] : [.. names[entity].ToArray().Select(v => TitleWords.Of(names.Vocabulary[v]).ToArray())];
            if (called.Length == 0 && whole == 0) whole = Number(entity);
            foreach (string[] name in called) Mark(title, name, entity, numbers);
        }

        for (int p = 0; p < numbers.Length; p++)
            if (numbers[p] == 0) numbers[p] = whole;
    }

    /// <summary>Aligns the words of a name with its entity, wherever the title has them one after the other.</summary>
    private void Mark(string[] title, string[] name, int entity, Span<int> numbers)
    {
        for (int p = 0; name.Length > 0 && p <= title.Length - name.Length; p++)
        {
            if (!title.AsSpan(p, name.Length).SequenceEqual(name)) continue;
            foreach (ref int number in numbers.Slice(p, name.Length))
                if (number == 0) number = Number(entity);
        }
    }

    private int Number(int entity)
    {
        _entities.TryAdd(entity, _entities.Count + 1);
        return _entities[entity];
    }
}
