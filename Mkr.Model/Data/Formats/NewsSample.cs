using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// Converts the sample of Bing-News that was released with DKN (Wang et al., WWW 2018): two files with lines
/// <c>user TAB title TAB label TAB id:name;id:name</c>, the words of a title with spaces between, the label 1 for a click, and the entities
/// that the title names. Equal titles are one item, with all entities that any of its lines has. There are no triples.
/// </summary>
internal sealed class NewsSample
{
    private static readonly string[] Files = ["raw_train.txt", "raw_test.txt"];

    private readonly Vocabulary _users = new();
    private readonly Vocabulary _titles = new();
    private readonly Vocabulary _entities = new();
    private readonly List<Interaction> _shown = [];
    private readonly List<List<int>> _entitiesOf = [];
    private readonly List<List<string>> _namesOf = [];

    private NewsSample()
    {
    }

    /// <summary>The number of lines.</summary>
    public int Lines => _shown.Count;

    /// <summary>The number of different titles.</summary>
    public int Items => _titles.Count;

    /// <summary>The number of different entities.</summary>
    public int Entities => _entities.Count;

    /// <summary>
    /// The items in the order of the files, that of their titles: in the order of the sample, neighbours would have the same reader.
    /// </summary>
    private IEnumerable<int> InOrder => Enumerable.Range(0, Items).OrderBy(item => _titles[item], StringComparer.Ordinal);

    /// <summary>
    /// Converts the files of a folder into the layout of <see cref="RawFormat.News"/>: ratings, the items' entities, their titles, an empty
    /// <c>kg.txt</c>, and as features the words of the titles (<c>item_features.tsv</c>: item, <c>word</c>, word) and the entities' names
    /// (<c>entity_features.tsv</c>: entity, <c>name</c>, name).
    /// </summary>
    /// <param name="source">The folder with both files.</param>
    /// <param name="folder">The folder to write to; it is created where it is missing, and files in it are replaced.</param>
    /// <exception cref="DataFormatException">A file is missing or malformed.</exception>
    public static NewsSample Convert(string source, string folder)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(folder);
        var sample = new NewsSample();
        foreach (string file in Files) sample.Read(Path.Combine(source, file));
        Directory.CreateDirectory(folder);
        sample.Write(folder);
        return sample;
    }

    private void Read(string path)
    {
        using var rows = new DelimitedReader(path, "click", "\t", leastColumns: 4, mostColumns: 4);
        while (rows.ReadRow())
        {
            int user = _users.GetOrAdd(rows.Required(0, "a user id")), item = _titles.GetOrAdd(rows.Required(1, "a title"));
            bool isClicked = rows[2].SequenceEqual("1"u8);
            if (!isClicked && !rows[2].SequenceEqual("0"u8))
                throw rows.Error(2, "the label 0 or 1", DelimitedReader.Show(rows[2]), "Correct it or delete the line.");
            _shown.Add(new Interaction(user, item, isClicked));
            if (item == _entitiesOf.Count) _entitiesOf.Add([]);
            foreach (string entity in Encoding.UTF8.GetString(rows[3]).Split(';', StringSplitOptions.RemoveEmptyEntries))
                ReadEntity(rows, item, entity);
        }
    }

    private void ReadEntity(DelimitedReader rows, int item, string text)
    {
        if (text.Split(':', 2) is not [{ Length: > 0 } id, { Length: > 0 } name])
            throw rows.Error(3, "entities as id:name;id:name", $"'{text}'", "Correct it or delete the line.");
        int entity = _entities.GetOrAdd(id);
        if (entity == _namesOf.Count) _namesOf.Add([]);
        if (!_entitiesOf[item].Contains(entity)) _entitiesOf[item].Add(entity);
        if (!_namesOf[entity].Contains(name)) _namesOf[entity].Add(name);
    }

    private void Write(string folder)
    {
        RawFormat format = RawFormat.News;
        WriteLines(format.RatingsFile,
            [["user", "item", "click"], .. _shown.Select(x => (string[])[_users[x.User], Id(x.Item), x.IsPositive ? "1" : "0"])]);
        WriteLines(format.ItemMapFile, InOrder.Select(item => (string[])[Id(item), .. EntitiesOf(item)]));
        WriteLines(format.TriplesFile, []);
        WriteLines(format.ItemNames!.File, [["item", "title"], .. InOrder.Select(item => (string[])[Id(item), _titles[item]])]);
        WriteLines("item_features.tsv", InOrder.SelectMany(item => Words(item).Select(word => (string[])[Id(item), "word", word])));
        WriteLines("entity_features.tsv",
            _namesOf.SelectMany((names, entity) => names.Select(name => (string[])[_entities[entity], "name", name])));

        void WriteLines(string file, IEnumerable<string[]> rows) =>
            File.WriteAllText(Path.Combine(folder, file), string.Concat(rows.Select(row => string.Join('\t', row) + "\n")));
    }

    /// <summary>A title is too long for an id: an item's is its number.</summary>
    private static string Id(int item) => $"n{item}";

    private IEnumerable<string> Words(int item) => _titles[item].Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();

    /// <summary>The ids of an item's entities; an empty column says that it has none.</summary>
    private IEnumerable<string> EntitiesOf(int item) => _entitiesOf[item].Select(entity => _entities[entity]).DefaultIfEmpty(string.Empty);
}
