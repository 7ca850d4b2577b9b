using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Preparation;
using Mkr.Model.Data.Sources;

namespace Mkr.Tests.Model.Data.Preparation;

/// <summary>A data set of test files, prepared, and read back without a setting.</summary>
internal sealed record Prepared(PreparationReport Report, RecommendationData Data, string Unused)
{
    /// <summary>Prepares files with these names.</summary>
    public static Prepared Of(PrepareOptions? options, params (string File, byte[] Content)[] files)
    {
        using var source = new TemporaryFolder();
        foreach ((string file, byte[] content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(source.Path, file))!);
            source.Write(file, content);
        }

        return OfFolder(source.Path, options);
    }

    /// <inheritdoc cref="Of(PrepareOptions, ValueTuple{string, byte[]}[])"/>
    public static Prepared Of(PrepareOptions? options, params (string File, string Content)[] files) =>
        Of(options, [.. files.Select(file => (file.File, System.Text.Encoding.UTF8.GetBytes(file.Content)))]);

    /// <summary>Prepares a folder.</summary>
    public static Prepared OfFolder(string source, PrepareOptions? options = null)
    {
        using var target = new TemporaryFolder();
        PreparationReport report = DataPreparer.Prepare(source, target.Path, options ?? new PrepareOptions());
        foreach (FileReport file in report.Files)
            Assert.That(file.HeaderLines + file.Used + file.Unused.Sum(unused => unused.Count), Is.EqualTo(file.Lines), file.File);
        return new Prepared(report, RawDataReader.Read(target.Path, RawFormat.Book), // a preset that is wrong in every setting
            File.ReadAllText(Path.Combine(target.Path, DataPreparer.UnusedFile)));
    }

    /// <summary>All positives as "user item time".</summary>
    public string[] Positives()
    {
        var lines = new List<string>();
        for (int user = 0, place = 0; user < Data.Users.Count; user++)
        {
            foreach (int item in Data.Positives[user])
                lines.Add($"{Data.Users[user]} {Data.Items[item]}" + (Data.PositiveTimes is { } times ? $" {times[place++]}" : ""));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>The triples as "head relation tail".</summary>
    public string[] Triples() =>
    [
        .. Data.Graph.Triples.ToArray().Select(triple =>
            $"{Data.Graph.Entities[triple.Head]} {Data.Graph.Relations[triple.Relation]} {Data.Graph.Entities[triple.Tail]}"),
    ];

    /// <summary>The entities of an item, with spaces between.</summary>
    public string EntitiesOf(string item)
    {
        Assert.That(Data.Items.TryGetIndex(item, out int index), item);
        return string.Join(' ', Data.Map.EntitiesOf(index).ToArray().Select(entity => Data.Graph.Entities[entity]));
    }

    /// <summary>The values of a feature, with spaces between.</summary>
    public string Feature(FeatureOwner owner, string field, string id)
    {
        FeatureField found = Data.Features.Single(f => f.Owner == owner && f.Name == field);
        Assert.That((owner == FeatureOwner.User ? Data.Users : Data.Items).TryGetIndex(id, out int index), id);
        return string.Join(' ', found[index].ToArray().Select(value => found.Vocabulary[value]));
    }

    /// <summary>What is not used of a file: "reason: count, line of the first".</summary>
    public string[] UnusedOf(string file) =>
    [
        .. Report.Files.Where(f => f.File == file).SelectMany(f => f.Unused.Concat(f.UnusedPieces))
            .Select(unused => $"{unused.Reason}: {unused.Count}, {unused.FirstLine}"),
    ];
}
