using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Data.Formats;

/// <summary>
/// ann liked x, then no more, and her first line is the later one; bob came to like x, in two ratings of the same time; cid rated y
/// once and keeps the data valid.
/// </summary>
internal sealed class DuplicateRatingsTests
{
    private const string Lines = "ann\tx\t1\t30\ncid\ty\t5\t7\nbob\tx\t2\t9\nann\tx\t5\t20\nbob\tx\t4\t9\nann\tx\t2\t10\n";

    [TestCase("latest", false, true, "the latest counts")]
    [TestCase("last", false, true, "the last line counts")]
    [TestCase("first", false, false, "the first line counts")]
    [TestCase("highest", true, true, "a positive wins")]
    [TestCase("lowest", false, false, "one below the threshold wins")]
    public void The_rule_decides_which_rating_counts(string rule, bool annLikesX, bool bobLikesX, string note)
    {
        RawFormat format = Preset.Find("demo").Settings(ModelCatalog.Find("mkr")).With([new("duplicates", rule)]).Format;
        RecommendationData data = Read(format);
        Assert.That((Likes(data, "ann"), Likes(data, "bob")), Is.EqualTo((annLikesX, bobLikesX)));
        Assert.That(data.Report.ToLines(), Has.Some.EqualTo($"pairs that several lines rate: 2; {note}, as for user 'ann' and item 'x'"));
        Assert.That((data.Report.LinkedRatings, data.Report.OutvotedRatings, data.Report.Positives + data.Report.BelowThreshold),
            Is.EqualTo((6, 3, 3)));
    }

    [Test]
    public void Without_times_a_positive_wins()
    {
        RecommendationData data = Read(RawFormat.Demo with { TimeColumn = null });
        Assert.That((Likes(data, "ann"), Likes(data, "bob")), Is.EqualTo((true, true)));
        Assert.That(data.Report.DuplicateNote, Does.StartWith("a positive wins"));
    }

    [TestCase(DuplicateRule.Latest, new long[] { 7, 9 })]
    [TestCase(DuplicateRule.Highest, new long[] { 7, 20, 9 })]
    public void The_time_is_that_of_the_rating_that_counts(DuplicateRule rule, long[] times) =>
        Assert.That(Read(RawFormat.Demo with { Duplicates = rule }).PositiveTimes, Is.EqualTo(times));

    private static RecommendationData Read(RawFormat format)
    {
        using var folder = new TemporaryFolder();
        folder.Write("ratings.tsv", "user\tfilm\trating\tday\n" + Lines);
        folder.Write("item_index2entity_id.txt", "x\tE1\ny\tE2\n");
        folder.Write("kg.txt", "E1\tgenre\tdrama\n");
        return RawDataReader.Read(folder.Path, format);
    }

    private static bool Likes(RecommendationData data, string user) =>
        data.Users.TryGetIndex(user, out int index) && data.Positives.Contains(index, 0);
}
