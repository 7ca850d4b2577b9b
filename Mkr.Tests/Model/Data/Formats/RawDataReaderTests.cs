using Mkr.Model.Data;
using Mkr.Model.Data.Formats;

namespace Mkr.Tests.Model.Data.Formats;

internal sealed class RawDataReaderTests
{
    private static readonly RawFormat Format = RawFormat.Demo with { Columns = 3, TimeColumn = null };

    private static RecommendationData Read(Action<TemporaryFolder>? change = null, RawFormat? format = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("ratings.tsv",
            "user\tfilm\trating\nann\tx\t5\nbob\ty\t3\ncid\ty\t4\nann\ty\t1\nann\tx\t2\nbob\tunknown\t5\ncid\tx\t4.5\ncid\tx\t5\n");
        folder.Write("item_index2entity_id.txt", "x\tE1\r\ny\tE2\tE1\r\nz\t\r\n");
        folder.Write("kg.txt", "E1\tgenre\tdrama\nE2\tby\tdora\nnobody\tknows\tfay\ndora\tby\tE1\nE1\tgenre\tdrama\nE2\tsequel\tE1\n");
        folder.Write("item_names.tsv", "id\tname\ny\tThe Y\nw\tThe W\n");
        change?.Invoke(folder);
        return RawDataReader.Read(folder.Path, format ?? Format);
    }

    private static string[] Ids(Vocabulary vocabulary) => [.. Enumerable.Range(0, vocabulary.Count).Select(i => vocabulary[i])];

    [Test]
    public void Vocabularies_are_in_the_documented_order()
    {
        RecommendationData data = Read();
        Assert.That(Ids(data.Users), Is.EqualTo(new[] { "ann", "cid" }), "bob has no positive");
        Assert.That(Ids(data.Items), Is.EqualTo(new[] { "x", "y", "z" }));
        Assert.That(Ids(data.Graph.Entities), Is.EqualTo(new[] { "E1", "E2", "entity-of-item:z", "drama", "dora", "nobody", "fay" }));
        Assert.That(Ids(data.Graph.Relations), Is.EqualTo(new[] { "genre", "by", "sequel", "knows" }));
        Assert.That(data.ItemNames, Is.EqualTo(new[] { null, "The Y", null }));
        Assert.That(data.UserNames, Is.EqualTo(new string?[2]), "there is no file of users' names");
    }

    [Test]
    public void Interactions_and_graph_are_read()
    {
        RecommendationData data = Read();
        Assert.That(new[] { data.Positives[0].ToArray(), data.Positives[1].ToArray() }, Is.EqualTo(new int[][] { [0], [0, 1] }));
        Assert.That(new[] { data.Rated[0].ToArray(), data.Rated[1].ToArray() }, Is.EqualTo(new int[][] { [1], [] }));
        Triple[] ofItems = [new(0, 0, 3), new(1, 1, 4), new(0, 0, 3), new(1, 2, 0)], others = [new(5, 3, 6), new(4, 1, 0)];
        Assert.That(data.Graph.OfItems.Triples.ToArray(), Is.EqualTo(ofItems));
        Assert.That(data.Graph.OtherTriples.ToArray(), Is.EqualTo(others));
        Assert.That(data.Graph.Triples.ToArray(), Is.EqualTo(ofItems.Concat(others)));
        Assert.That(data.Map.EntitiesOf(1).ToArray(), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(data.Map.ItemsOf(0).ToArray(), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void Other_triples_change_nothing_for_the_items()
    {
        KnowledgeGraph whole = Read().Graph;
        KnowledgeGraph alone = Read(folder =>
            folder.Write("kg.txt", "E1\tgenre\tdrama\nE2\tby\tdora\nE1\tgenre\tdrama\nE2\tsequel\tE1\n")).Graph;
        Assert.That(whole.OfItems.Triples.ToArray(), Is.EqualTo(alone.Triples.ToArray()));
        Assert.That(Ids(whole.OfItems.Entities), Is.EqualTo(Ids(alone.Entities)));
        Assert.That(Ids(whole.OfItems.Relations), Is.EqualTo(Ids(alone.Relations)));
        Assert.That(alone.OfItems, Is.SameAs(alone));
    }

    [Test]
    public void The_report_accounts_for_every_line()
    {
        ReadReport report = Read().Report;
        Assert.That(report, Is.EqualTo(new ReadReport
        {
            RatingLines = 8,
            LinkedRatings = 7,
            UnlinkedRatings = 1,
            Positives = 3,
            BelowThreshold = 2,
            OutvotedRatings = 2,
            DuplicatePairs = 2,
            DuplicateNote = "a positive wins, as for user 'ann' and item 'x'",
            UsersWithoutPositive = 1,
            TripleLines = 6,
            ItemTriples = 4,
            OtherTriples = 2,
            DuplicateTriples = 1,
            ItemsWithoutEntity = 1,
            ItemsSharingEntity = 2,
            NameLines = 2,
            UsedNames = 1,
        }));
        Assert.That(report.ToLines(), Has.Some.EqualTo("rating lines: 8").And.Some.EqualTo("users without a positive, left out: 1"));
    }

    [Test]
    public void Lost_lines_are_dropped_and_counted()
    {
        RecommendationData data = Read(format: Format with { LostLines = 1 });
        Assert.That((data.Report.LostLines, data.Report.RatingLines, Ids(data.Users)[0]), Is.EqualTo((1, 7, "cid")));
    }

    [Test]
    public void Without_a_rating_column_every_row_is_a_positive()
    {
        RecommendationData data = Read(
            folder => folder.Write("ratings.tsv", "x|ann\ny|ann\n"),
            new RawFormat("pairs", "ratings.tsv", "|", Columns: 2) { UserColumn = 1, ItemColumn = 0, RatingColumn = null });
        Assert.That(data.Positives[0].ToArray(), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void Times_go_with_the_positives()
    {
        RecommendationData data = Read(
            folder => folder.Write("ratings.tsv",
                "user\tfilm\trating\tday\nbob\ty\t1\t0\ncid\ty\t5\t30\nann\tx\t5\t20\ncid\tx\t4\t-7\n"),
            RawFormat.Demo);
        Assert.That(data.PositiveTimes, Is.EqualTo(new long[] { -7, 30, 20 }));
        Assert.That(Read().PositiveTimes, Is.Null);
    }

    [Test]
    public void Names_in_Latin_1_are_decoded()
    {
        RecommendationData data = Read(
            folder => folder.Write("names.dat", [(byte)'x', (byte)'|', 0xC9, (byte)'a', (byte)'\n']),
            Format with { ItemNames = new NamesFormat("names.dat", "|", Columns: 2) { IsLatin1 = true } });
        Assert.That(data.ItemNames[0], Is.EqualTo("Éa"));
    }

    /// <summary>Item w goes with its only user, and then user dan, who has x alone left; bob has too few from the start.</summary>
    [Test]
    public void A_core_leaves_out_users_and_items_and_counts_them()
    {
        RecommendationData data = Read(
            folder =>
            {
                folder.Write("ratings.tsv", "user\tfilm\trating\tday\nbob\tx\t5\t1\nann\tx\t5\t2\nann\tz\t4\t3\nann\ty\t1\t4\n"
                    + "dan\tx\t5\t5\ndan\tw\t5\t6\ncid\tz\t5\t7\ncid\tx\t4\t8\ncid\ty\t5\t9\neve\tx\t1\t9\n");
                folder.Write("item_index2entity_id.txt", "w\tE0\nx\tE1\ny\tE2\tE1\nz\t\n");
            },
            RawFormat.Demo with { LeastPositives = 2 });
        Assert.That(Ids(data.Users), Is.EqualTo(new[] { "ann", "cid" }));
        Assert.That(Ids(data.Items), Is.EqualTo(new[] { "x", "z" }));
        Assert.That(new[] { data.Positives[0].ToArray(), data.Positives[1].ToArray() }, Is.EqualTo(new int[][] { [0, 1], [0, 1] }));
        Assert.That(data.PositiveTimes, Is.EqualTo(new long[] { 2, 3, 8, 7 }));
        Assert.That(data.Rated.PairCount, Is.Zero, "y is no item any more");
        Assert.That(Ids(data.Graph.OfItems.Entities)[..2], Is.EqualTo(new[] { "E1", "entity-of-item:z" }));
        Assert.That(data.Graph.OfItems.Triples.Length, Is.EqualTo(2), "E1 is drama, twice");
        ReadReport report = data.Report;
        Assert.That(
            (report.Positives, report.UsersOutsideCore, report.ItemsOutsideCore, report.RatingsOutsideCore, report.UsersWithoutPositive),
            Is.EqualTo((4, 2, 2, 6, 1)));
        Assert.That(report.LinkedRatings,
            Is.EqualTo(report.Positives + report.BelowThreshold + report.OutvotedRatings + report.RatingsOutsideCore));
    }

    [Test]
    public void An_empty_core_is_an_error() =>
        Assert.That(() => Read(format: Format with { LeastPositives = 3 }), Throws.TypeOf<DataFormatException>()
            .With.Message.Contains("users and items with 3 positives of one another").And.Message.Contains("Lower kCore."));

    [Test]
    public void A_clean_data_set_passes_as_strict()
    {
        RecommendationData data = Read(folder =>
        {
            folder.Write("ratings.tsv", "user\tfilm\trating\nann\tx\t5\nann\ty\t3\n");
            folder.Write("kg.txt", "E1\tgenre\tdrama\n");
        }, Format with { Strict = true });
        Assert.That(data.Positives.PairCount, Is.EqualTo(1));
    }
}
