using System.Text;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;

namespace Mkr.Tests.Model.Data.Formats;

/// <summary>Ways in which a data set may be broken: one line names file, line and column, what was expected and what was found.</summary>
internal sealed class MalformedFilesTests
{
    private const string Ratings = "ratings.tsv";
    private const string Map = "item_index2entity_id.txt";
    private const string Graph = "kg.txt";
    private const string Names = "item_names.tsv";
    private const string Features = "item_features.tsv";
    private const string Header = "user\tfilm\trating\n";

    private static readonly RawFormat Format = RawFormat.Demo with { Columns = 3, TimeColumn = null };
    private static readonly RawFormat Timed = Format with { Columns = 4, TimeColumn = 3 };
    private static readonly RawFormat Strict = Format with { Strict = true };
    private static readonly RawFormat Quoted = Format with { Quote = '"' };

    private static IEnumerable<TestCaseData> Cases()
    {
        static TestCaseData Bytes(string name, string file, byte[] content, string place, string message, RawFormat? format = null) =>
            new TestCaseData(file, content, format ?? Format, place, message).SetArgDisplayNames(name);
        static TestCaseData Text(string name, string file, string content, string place, string message, RawFormat? format = null) =>
            Bytes(name, file, Encoding.UTF8.GetBytes(content), place, message, format);

        yield return Text("rating line truncated", Ratings, Header + "ann\tx\t5\nann\ty", "3:6",
            "expected 3 columns separated by a tab in a rating, found 2: 'ann\\ty'");
        yield return Text("map line truncated", Map, "x\tE1\ny", "2:2",
            "expected 2 or more columns separated by a tab in a map line, found 1: 'y'");
        yield return Text("triple truncated", Graph, "E1\tgenre\tdrama\nE1\tgenre\n", "2:9",
            "expected 3 columns separated by a tab in a triple, found 2");
        yield return Text("name truncated", Names, "id\tname\nx\n", "2:2", "expected 2 columns separated by a tab in a name, found 1: 'x'");
        yield return Text("ratings with other separators", Ratings, Header + "ann,x,5\n", "2:8", "found 1: 'ann,x,5'");
        yield return Text("map with other separators", Map, "x E1\n", "1:5", "found 1: 'x E1'");
        yield return Text("triples with other separators", Graph, "E1 genre drama\n", "1:15", "found 1: 'E1 genre drama'");
        yield return Text("single colon for double", Ratings, "1:2:3\n", "1:6", "separated by '::'",
            Format with { Separator = "::", HeaderLines = 0 });
        yield return Text("rating line with a column too many", Ratings, Header + "ann\tx\t5\t6\n", "2:9",
            "expected 3 columns separated by a tab in a rating, found another column");
        yield return Text("triple with a column too many", Graph, "E1\tgenre\tdrama\t.\n", "1:16", "expected 3 columns");
        yield return Text("blank line", Ratings, Header + "\nann\tx\t5\n", "2:1",
            "expected 3 columns separated by a tab in a rating, found an empty line");
        yield return Text("rating not a number", Ratings, Header + "ann\tx\tgood\n", "2:7",
            "expected a rating that is a finite number, found 'good'");
        yield return Text("column counts characters, not bytes", Ratings, Header + "änn\tx\tgood\n", "2:7", "found 'good'");
        yield return Text("rating NaN", Ratings, Header + "ann\tx\tNaN\n", "2:7", "expected a rating that is a finite number, found 'NaN'");
        yield return Text("rating infinite", Ratings, Header + "ann\tx\t-Infinity\n", "2:7", "finite number, found '-Infinity'");
        yield return Text("rating too large", Ratings, Header + "ann\tx\t1e999\n", "2:7", "finite number, found '1e999'");
        yield return Text("rating with a comma", Ratings, Header + "ann\tx\t4,5\n", "2:7", "finite number, found '4,5'");
        yield return Text("rating empty", Ratings, Header + "ann\tx\t\n", "2:7", "expected a rating, found an empty field");
        yield return Text("time not an integer", Ratings, "u\tf\tr\tt\nann\tx\t5\tMay\n", "2:9",
            "expected a time that is an integer, found 'May'", Timed);
        yield return Text("user id empty", Ratings, Header + "\tx\t5\n", "2:1", "expected a user id, found an empty field");
        yield return Text("item id of a rating empty", Ratings, Header + "ann\t\t5\n", "2:5", "expected an item id, found an empty field");
        yield return Text("item id of the map empty", Map, "\tE1\n", "1:1", "expected an item id, found an empty field");
        yield return Text("entity id empty", Map, "x\tE1\ny\tE2\t\n", "2:6", "expected an entity id, found an empty field");
        yield return Text("head empty", Graph, "\tgenre\tdrama\n", "1:1", "expected a head entity, found an empty field");
        yield return Text("relation empty", Graph, "E1\t\tdrama\n", "1:4", "expected a relation, found an empty field");
        yield return Text("tail empty", Graph, "E1\tgenre\t\n", "1:10", "expected a tail entity, found an empty field");
        yield return Text("name empty", Names, "id\tname\nx\t\n", "2:3", "expected a name, found an empty field");
        yield return Text("name twice", Names, "id\tname\nx\tX\nx\tX\n", "3:1", "expected each id once, found 'x' again");
        yield return Text("feature truncated", Features, "x\tgenre\tdrama\nx\tgenre\n", "2:8",
            "expected 3 columns separated by a tab in a feature, found 2");
        yield return Text("feature value empty", Features, "x\tgenre\t\n", "1:9", "expected a value, found an empty field");
        yield return Text("feature of no id", Features, "\tgenre\tdrama\n", "1:1", "expected an id, found an empty field");
        yield return Text("feature with a comma in its name", Features, "x\tgen,re\tdrama\n", "1:3",
            "expected a field's name of letters, digits, - and _, found 'gen,re'. Rename the field.");
        yield return Text("feature named like a derived one", Features, "x\thistory\ty\n", "1:3",
            "expected a field that the data set does not give by itself, found 'history'");
        yield return Text("ratings empty", Ratings, "", "1:1", "expected a rating, found an empty file");
        yield return Text("map empty", Map, "", "1:1", "expected a map line, found an empty file");
        yield return Text("ratings with a header only", Ratings, Header, "2:1", "expected a rating, found the end of the file");
        yield return Text("header missing", Ratings, "ann\tx\t5\nann\ty\t4\n", "1:7", "expected a header line, found the rating '5'");
        yield return Text("fewer lines than lost ones", Ratings, Header, "2:1", "found the end of the file",
            Format with { LostLines = 1 });
        yield return Text("quote not closed", Ratings, Header + "ann\t\"x\t5\n", "2:5",
            "expected a closing \" before the next separator, found the end of the line", Quoted);
        yield return Text("text after a quote", Ratings, Header + "ann\t\"x\"y\t5\n", "2:5", "expected a closing \"", Quoted);
        yield return Text("item on two lines", Map, "x\tE1\ny\tE2\nx\tE3\n", "3:1",
            "expected each item on one line, found 'x' again, first on line 1");
        yield return Text("entity twice for an item", Map, "x\tE1\tE2\tE1\n", "1:9",
            "expected each entity of an item once, found 'E1' again");
        yield return Text("no rating linked", Ratings, Header + "ann\tp\t5\nann\tq\t5\n", "2:5",
            "expected an item of item_index2entity_id.txt, found 'p'");
        yield return Text("no positive", Ratings, Header + "ann\tp\t5\nann\tx\t3.5\n", "3:7",
            "expected some rating of at least 4, found lower ones only from here on");
        yield return Text("no triple with an item's head", Graph, "A\tgenre\tB\nB\tgenre\tA\n", "1:1",
            "expected a head that is an item's entity in some triple, found 'A'");
        yield return Text("item not linked, strictly", Ratings, Header + "ann\tx\t5\nann\tp\t5\n", "3:5",
            "expected an item of item_index2entity_id.txt, found 'p'", Strict);
        yield return Text("pair twice, strictly", Ratings, Header + "ann\tx\t5\nann\tx\t5\n", "3:5",
            "expected each pair of user and item once, found 'x' again for user 'ann'", Strict);
        yield return Text("user column too high", Ratings, Header, "1:1",
            "expected a userColumn from 0 to 2, since the ratings have columns=3, found userColumn=99. Set userColumn or",
            Format with { UserColumn = 99 });
        yield return Text("item column too high", Ratings, Header, "1:1", "found itemColumn=3", Format with { ItemColumn = 3 });
        yield return Text("rating column too high", Ratings, Header, "1:1", "found ratingColumn=4", Format with { RatingColumn = 4 });
        yield return Text("time column too high", Ratings, Header, "1:1", "found timeColumn=999", Format with { TimeColumn = 999 });
        yield return Text("threshold without a rating column", Ratings, Header, "1:1",
            "found threshold=4 and ratingColumn=none. Set threshold=none", Format with { RatingColumn = null });
        yield return Text("quote not ASCII", Ratings, Header, "1:1", "found quote=«", Format with { Quote = '«' });
        yield return Bytes("not UTF-8", Ratings, [.. "u\tf\tr\nann\tx\t5\n\u00E9"u8, 0xE9, .. "\tx\t5\n"u8], "3:2",
            "expected UTF-8 text, found the byte 0xE9");
        yield return Bytes("character cut off at the end", Graph, [.. "E1\tgenre\tdrama"u8, 0xC3], "1:15",
            "expected UTF-8 text, found the byte 0xC3");
        yield return Bytes("UTF-16", Ratings, Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Header)).ToArray(), "1:1",
            "expected UTF-8 text, found UTF-16 text");
        yield return Bytes("big-endian UTF-16", Map, [0xFE, 0xFF, 0, (byte)'x'], "1:1", "expected UTF-8 text, found UTF-16 text");
        yield return Bytes("gzip", Graph, [0x1F, 0x8B, 8, 0, 0, 0], "1:1", "expected UTF-8 text, found a gzip file");
        yield return Bytes("zip", Ratings, [.. "PK"u8, 3, 4, 0, 0], "1:1", "expected UTF-8 text, found a zip archive");
        yield return Text("NUL byte", Ratings, Header + "ann\tx\0\t5\n", "2:6", "expected text, found a NUL byte");
        yield return Text("line too long", Map, "x\tE1\ny\t" + new string('E', Utf8LineReader.LongestLine) + "\n", "2:1",
            "expected a line of less than 262144 bytes, found a longer one");
        yield return Text("bad line far into the file", Ratings, Header + string.Concat(Enumerable.Repeat("ann\tx\t5\n",
            100_000)) + "ann\tx\tno\n", "100002:7", "found 'no'");
        yield return Bytes("bad byte far into the file", Ratings,
            [.. Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat("ann\tx\t5\n", 100_000))), 0xFF],
            "100002:1", "found the byte 0xFF");
    }

    [TestCaseSource(nameof(Cases))]
    public void Error_names_the_place_and_what_was_expected(string file, byte[] content, RawFormat format, string place, string message)
    {
        using TemporaryFolder folder = ValidFolder();
        string path = folder.Write(file, content);
        DataFormatException error = Assert.Throws<DataFormatException>(() => RawDataReader.Read(folder.Path, format))!;
        Assert.That(error.Message,
            Does.StartWith($"{path}:{place}: expected ").And.Contains(message).And.Matches(", found .+\\. [A-Z].+[.?]$"));
        Assert.That(error.Message, Does.Not.Contain('\n'));
        Assert.That($"{error.Path}:{error.Line}:{error.Column}", Is.EqualTo($"{path}:{place}"));
    }

    [TestCase(Ratings)]
    [TestCase(Map)]
    [TestCase(Graph)]
    public void A_missing_file_is_named(string file)
    {
        using TemporaryFolder folder = ValidFolder();
        File.Delete(Path.Combine(folder.Path, file));
        Assert.That(() => RawDataReader.Read(folder.Path, Format),

                Throws.TypeOf<DataFormatException>().With.Message.Contains($"{file}:1:1: expected a file of ")
                .And.Message.Contains("found no such file"));
    }

    [Test]
    public void A_folder_in_place_of_a_file_is_named()
    {
        using TemporaryFolder folder = ValidFolder();
        File.Delete(Path.Combine(folder.Path, Graph));
        Directory.CreateDirectory(Path.Combine(folder.Path, Graph));
        Assert.That(() => RawDataReader.Read(folder.Path, Format),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("kg.txt:1:1: expected a file of triples, found a folder."));
    }

    [Test]
    public void A_data_set_that_is_missing_or_a_file_is_named()
    {
        using TemporaryFolder folder = ValidFolder();
        Assert.That(() => RawDataReader.Read(Path.Combine(folder.Path, "none"), Format),

                Throws.TypeOf<DataFormatException>().With.Message.Contains("none:1:1: expected a folder with a data set, found nothing"));
        Assert.That(() => RawDataReader.Read(Path.Combine(folder.Path, Graph), Format),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("kg.txt:1:1: expected a folder with a data set, found a file."));
    }

    private static TemporaryFolder ValidFolder()
    {
        var folder = new TemporaryFolder();
        folder.Write(Ratings, Header + "ann\tx\t5\nann\ty\t1\n");
        folder.Write(Map, "x\tE1\ny\tE2\n");
        folder.Write(Graph, "E1\tgenre\tdrama\n");
        folder.Write(Names, "id\tname\nx\tThe X\n");
        return folder;
    }
}
