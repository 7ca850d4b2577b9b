using System.Globalization;
using System.Text;
using Mkr.Model.Data;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models;
using Parquet;
using Parquet.Schema;

namespace Mkr.Tests.Model.Export;

/// <summary>The files of vectors, against the bytes and lines that their formats ask for.</summary>
internal sealed class VectorFilesTests
{
    private static readonly VectorTable Table = new("items", FeatureOwner.Item, 3, new float[] { 1, -0.1f, 1e-20f, 3.4028235e38f, 0, -1 });
    private static readonly VectorIds Ids = new(["a", "b\tc"], ["Alien (1979)", null]);

    /// <summary>The header's text is 60 bytes, which with 10 before it and a line end is filled up to 128.</summary>
    [Test]
    public void Npy_is_a_header_and_the_numbers()
    {
        using var folder = new TemporaryFolder();
        Assert.That(new NpyFile().Write(folder.Path, Table, Ids), Is.EqualTo(new[] { "items.npy", "items.ids.txt" }));
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder.Path, "items.npy"));
        byte[] start = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 0x01, 0x00, 0x76, 0x00];
        Assert.That(bytes[..10], Is.EqualTo(start), "\\x93NUMPY, version 1.0, a header of 118 bytes");
        string header = Encoding.ASCII.GetString(bytes[10..128]);
        Assert.That(header.TrimEnd(' ', '\n'), Is.EqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"));
        Assert.That(header, Does.EndWith(" \n"));
        byte[] numbers = [0, 0, 0x80, 0x3f, 0xcd, 0xcc, 0xcc, 0xbd, 0x08, 0xe5, 0x3c, 0x1e];
        Assert.That(bytes[128..140], Is.EqualTo(numbers), "1, -0.1, 1e-20");
        Assert.That(bytes, Has.Length.EqualTo(128 + (6 * 4)));
        Assert.That(File.ReadAllLines(Path.Combine(folder.Path, "items.ids.txt")), Is.EqualTo(Ids.Ids));
    }

    [Test]
    public void The_projector_gets_a_line_a_vector_and_a_heading_where_there_are_names()
    {
        using var folder = new TemporaryFolder();
        new ProjectorFiles().Write(folder.Path, Table, Ids);
        string[] lines = File.ReadAllLines(Path.Combine(folder.Path, "items.vectors.tsv"));
        Assert.That(
            lines.SelectMany(line => line.Split('\t')).Select(x => float.Parse(x, CultureInfo.InvariantCulture)),
            Is.EqualTo(Table.Values.ToArray()), "to the bit");
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(
            File.ReadAllLines(Path.Combine(folder.Path, "items.metadata.tsv")),
            Is.EqualTo(new[] { "id\tname", "a\tAlien (1979)", "b c\t" }));
        new ProjectorFiles().Write(folder.Path, Table, Ids with { Names = [] });
        Assert.That(File.ReadAllLines(Path.Combine(folder.Path, "items.metadata.tsv")), Is.EqualTo(new[] { "a", "b c" }));
    }

    [Test]
    public async Task Parquet_has_ids_names_and_lists_of_numbers()
    {
        using var folder = new TemporaryFolder();
        new ParquetVectors().Write(folder.Path, Table, Ids);
        await using ParquetReader reader = await ParquetReader.CreateAsync(Path.Combine(folder.Path, "items.parquet"));
        DataField[] fields = reader.Schema.DataFields;
        Assert.That(fields.Select(field => field.Path.ToString()), Is.EqualTo(new[] { "id", "name", "vector/list/element" }));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        string[] ids = new string[2], names = new string[2];
        await group.ReadAsync(fields[0], ids);
        await group.ReadAsync(fields[1], names);
        float[] values = new float[6];
        int[] levels = new int[6], repetitions = new int[6];
        await group.ReadRawAsync<float>(fields[2], values, levels, repetitions);
        Assert.That(ids, Is.EqualTo(Ids.Ids));
        Assert.That(names, Is.EqualTo(Ids.Names));
        Assert.That(values, Is.EqualTo(Table.Values.ToArray()));
        Assert.That(levels, Is.All.EqualTo(2), "every element is there");
        Assert.That(repetitions, Is.EqualTo(new[] { 0, 1, 1, 0, 1, 1 }), "a list begins where nothing is repeated");
    }

    [TestCase("mkr", "users 30 items 24 entity-embedding relation-embedding")]
    [TestCase("mkr-hybrid", "users 30 items 24")]
    [TestCase("bpr-mf", "users 30 items 24")]
    [TestCase("transh", "users 30 items 24 entity-embedding relation-embedding relation-normal")]
    [TestCase("ripplenet", "items 24 entity-embedding")]
    [TestCase("dkn", "items 24")]
    public void Models_have_tables_whose_rows_have_ids(string model, string expected)
    {
        using var run = new ExportedRun(model, []);
        IReadOnlyList<VectorTable> tables = ((IVectors)run.Run.Recommender).Vectors;
        Assert.That(
            string.Join(' ', tables.Select(t => t.Name is "users" or "items" ? $"{t.Name} {t.Rows}" : t.Name)), Is.EqualTo(expected));
        foreach (VectorTable table in tables)
        {
            Assert.That(VectorIds.Of(run.Run.Data, table)!.Ids, Has.Count.EqualTo(table.Rows), table.Name);
            Assert.That(table.Values.ToArray().Distinct().Count(), Is.GreaterThan(table.Rows), table.Name);
        }
    }

    /// <summary>A triple between entities of no item: RippleNet learns them, models of the items' part have rows for that alone.</summary>
    [TestCase("transe", false)]
    [TestCase("ripplenet", true)]
    public void Rows_of_entities_have_their_ids_where_the_graph_goes_beyond_the_items(string model, bool hasAll)
    {
        using var run = new ExportedRun(model, [], "far\tnear\tother\n");
        KnowledgeGraph graph = run.Run.Data.Graph;
        VectorTable table = ((IVectors)run.Run.Recommender).Vectors.Single(table => table.Owner == FeatureOwner.Entity);
        Assert.That(graph.Entities.Count, Is.EqualTo(graph.OfItems.Entities.Count + 2));
        string[] ids = [.. VectorIds.Of(run.Run.Data, table)!.Ids];
        Vocabulary expected = hasAll ? graph.Entities : graph.OfItems.Entities;
        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, table.Rows).Select(row => expected[row])));
        Assert.That(ids, Has.Length.EqualTo(expected.Count));
    }

    [Test]
    public void An_inner_product_of_vectors_is_the_score()
    {
        using var run = new ExportedRun("libfm", []);
        IReadOnlyList<VectorTable> tables = ((IVectors)run.Run.Recommender).Vectors;
        float[] scores = new float[run.Run.Recommender.ItemCount];
        run.Run.Recommender.ScoreAllItems([3], scores);
        for (int item = 0; item < scores.Length; item++)
        {
            double sum = 0;
            for (int j = 0; j < tables[0].Columns; j++) sum += tables[0].Row(3)[j] * tables[1].Row(item)[j];
            Assert.That(scores[item], Is.EqualTo(sum).Within(1e-5));
        }
    }

    [Test]
    public void Every_model_says_what_it_has(
        [ValueSource(typeof(ModelCatalog), nameof(ModelCatalog.All))] ModelDefinition model)
    {
        using var run = new ExportedRun(model.Name, []);
        string[] formats = [.. run.Export.Available.Select(format => format.Name)];
        Assert.That(formats.Contains("onnx"), Is.EqualTo(model.OnnxObstacle is null));
        if (formats.Length == 0)
        {
            Assert.That(() => run.Export.Check([]), Throws.Exception.With.Message.Contain("has no vectors").And.Message.Contain("bpr-mf"));
            return;
        }

        string folder = run.Write(formats);
        Assert.That(Directory.GetDirectories(folder).Select(Path.GetFileName), Is.EquivalentTo(formats));
    }
}
