using Mkr.Model.Data;
using Mkr.Model.Data.Formats;

namespace Mkr.Tests.Model.Data.Features;

internal sealed class FeaturesReaderTests
{
    private static readonly RawFormat Format = new("tiny", "ratings.tsv", "\t", Columns: 3);

    [Test]
    public void Values_stay_in_the_order_of_their_lines_and_what_is_unknown_is_counted()
    {
        RecommendationData data = Read("y\tword\tb\nx\tword\ta\nlost\tword\tc\ny\tword\ta\ny\tword\tb\ny\tgenre\tdrama\n");
        Assert.That(data.Features.Select(field => field.Name), Is.EqualTo(new[] { "genre", "word" }));
        FeatureField words = data.Features[1];
        Assert.That(Values(words, 0), Is.EqualTo(new[] { "a" }));
        Assert.That(Values(words, 1), Is.EqualTo(new[] { "b", "a", "b" }));
        Assert.That(Values(words, 2), Is.Empty);
        Assert.That((words.Vocabulary.Count, words.Longest, words.OwnerCount), Is.EqualTo((2, 3, 3)));
        Assert.That((data.Report.FeatureLines, data.Report.UnknownFeatureIds), Is.EqualTo((6, 1)));
        Assert.That(data.Report.ToLines(), Has.Some.EqualTo("feature lines: 6").And.Some.EqualTo("  of unknown ids, not used: 1"));
    }

    /// <summary>So that a file that was written item by item gives a table's rows the same numbers.</summary>
    [Test]
    public void The_order_of_the_items_does_not_number_the_values()
    {
        FeatureField one = Read("y\tword\tb\nx\tword\ta\n").Features[0], other = Read("x\tword\ta\ny\tword\tb\n").Features[0];
        Assert.That(one.Values, Is.EqualTo(other.Values).And.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void Without_files_there_are_no_features() => Assert.That(Read(null).Features, Is.Empty);

    [Test]
    public void Ids_are_normalized_as_the_data_sets_are()
    {
        RecommendationData data = Read("X\tword\tA\n", Format with { NormalizeIds = IdNormalization.Case });
        Assert.That(Values(data.Features[0], 0), Is.EqualTo(new[] { "A" }));
    }

    private static RecommendationData Read(string? features, RawFormat? format = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("ratings.tsv", "ann\tx\t5\nann\ty\t5\n");
        folder.Write("item_index2entity_id.txt", "x\te\ny\tf\nz\tg\n");
        folder.Write("kg.txt", "e\tr\tf\n");
        if (features is not null) folder.Write("item_features.tsv", features);
        return RawDataReader.Read(folder.Path, format ?? Format);
    }

    private static IEnumerable<string> Values(FeatureField field, int owner) =>
        [.. field[owner].ToArray().Select(v => field.Vocabulary[v])];
}
