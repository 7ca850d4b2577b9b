using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Data.Formats;

/// <summary>A ratings file of another name, whose header says how to read it.</summary>
internal sealed class RatingsLayoutTests
{
    private static readonly RunSettings Settings = Preset.Find("demo").Settings(ModelCatalog.Find("mkr"));

    [TestCase("userId,movieId,rating,timestamp\nann,x,5,7\nann,y,3,8\n",
        "',' between the columns; user 'userId'; item 'movieId'; rating 'rating', a positive from 4 on; time 'timestamp'")]
    [TestCase("\"User-ID\";\"ISBN\";\"Book-Rating\"\n\"ann\";\"x\";\"5\"\n\"ann\";\"y\";\"3\"\n",
        "';' between the columns; user 'User-ID'; item 'ISBN'; rating 'Book-Rating', a positive from 4 on; no time")]
    [TestCase("stars|item|day|note|user_id\n5|x|7|-|ann\n3|y|7|-|ann\n",
        "'|' between the columns; user 'user_id'; item 'item'; rating 'stars'")]
    [TestCase("ts\tuser\tproduct_id\n7\tann\tx\n", "tabs between the columns; user 'user'; item 'product_id'; "
        + "no rating: every line is a positive; time 'ts'")]
    public void The_header_tells_and_the_report_says_so(string ratings, string note)
    {
        using TemporaryFolder folder = Folder(("votes.txt", ratings));
        RecommendationData data = RawDataReader.Read(folder.Path, RawFormat.Demo);
        Assert.That((data.Users[0], data.Positives[0].ToArray()), Is.EqualTo(("ann", new[] { 0 })));
        Assert.That(data.PositiveTimes, note.Contains("no time", StringComparison.Ordinal) ? Is.Null : Is.EqualTo(new long[] { 7 }));
        Assert.That(data.Report.ToLines()[0], Does.StartWith("ratings: votes.txt, as its header tells: " + note));
    }

    [TestCase("itemColumn=2", 1)]
    [TestCase("itemColumn=1", 0)]
    [TestCase("threshold=6", -1)]
    [TestCase("ratingColumn=none", 0)]
    public void Settings_override_the_header(string setting, int liked)
    {
        using TemporaryFolder folder = Folder(("r.csv", "user,item,other,rating\nann,x,y,5\nbob,y,y,9\n"));
        string[] pair = setting.Split('=');
        RecommendationData data = RawDataReader.Read(folder.Path, Settings.With([new(pair[0], pair[1])]).Format);
        int[] ann = data.Users.TryGetIndex("ann", out int user) ? data.Positives[user].ToArray() : [-1];
        Assert.That(ann, Is.EqualTo(new[] { liked }));
    }

    [Test]
    public void A_file_that_is_named_on_purpose_is_read_by_its_header()
    {
        using TemporaryFolder folder = Folder(("a.csv", "user,item\nann,x\n"), ("b.csv", "item;user\ny;ann\n"));
        RunSettings settings = Settings.With([new("ratingsFile", "b.csv")]);
        Assert.That(RawDataReader.Read(folder.Path, settings.Format).Positives[0].ToArray(), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void The_formats_own_file_is_read_as_the_format_says()
    {
        using TemporaryFolder folder = Folder(("ratings.tsv", "item\tuser\trating\tday\nann\tx\t5\t1\n"), ("b.csv", "item;user\ny;ann\n"));
        RecommendationData data = RawDataReader.Read(folder.Path, RawFormat.Demo);
        Assert.That((data.Users[0], data.Report.Layout), Is.EqualTo(("ann", (string?)null)));
    }

    [TestCase("found no such file, but a.csv, b.csv. Set ratingsFile to", "a.csv", "user,item\n", "b.csv", "item;user\n")]
    [TestCase("found no such file; there is c.csv, d.bin. Set ratingsFile, and where its header does not name user and item,",
        "c.csv", "who,what\n", "d.bin", "\0")]
    [TestCase("found no such file, nor another. Set ratingsFile")]
    [TestCase("e.csv:1:1: expected a header that tells the itemColumn, found both 'item' and 'movie'. Set itemColumn to 1 or 2.",
        "e.csv", "user,item,movie\n")]
    public void Where_it_cannot_tell_the_error_names_the_setting(string message, params string[] files)
    {
        using TemporaryFolder folder = Folder([.. files.Chunk(2).Select(file => (file[0], file[1]))]);
        Assert.That(() => RawDataReader.Read(folder.Path, RawFormat.Demo),
            Throws.TypeOf<DataFormatException>().With.Message.Contains(message));
    }

    private static TemporaryFolder Folder(params (string Name, string Text)[] files)
    {
        var folder = new TemporaryFolder();
        folder.Write("item_index2entity_id.txt", "x\tE1\ny\tE2\n");
        folder.Write("kg.txt", "E1\tgenre\tdrama\n");
        foreach ((string name, string text) in files) folder.Write(name, text);
        return folder;
    }
}
