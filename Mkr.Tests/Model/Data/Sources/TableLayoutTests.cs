using System.Text;
using Mkr.Model.Data;
using Mkr.Model.Data.Sources;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Data.Preparation;

namespace Mkr.Tests.Model.Data.Sources;

/// <summary>CSV, TSV and what else has named columns.</summary>
internal sealed class TableLayoutTests
{
    [TestCase("user_id,isbn,score,ts\nann,x,5,2019-01-01\nbob,y,2,2019-01-02\n", "',' between the columns")]
    [TestCase("user_id;isbn;score;ts\nann;x;5;2019-01-01\nbob;y;2;2019-01-02\n", "';' between the columns")]
    [TestCase("ts|score|isbn|user_id\n2019-01-01|5|x|ann\n2019-01-02|2|y|bob\n", "'|' between the columns")]
    [TestCase("user_id::isbn::score::ts\nann::x::5::2019-01-01\nbob::y::2::2019-01-02\n", "'::' between the columns")]
    [TestCase("\"user_id\"\t\"isbn\"\t\"score\"\t\"ts\"\n\"ann\"\t\"x\"\t\"5\"\t\"2019-01-01\"\nbob\ty\t2\t2019-01-02\n",
        "tabs between the columns, \" around fields")]
    [TestCase("\uFEFFuser_id,isbn,score,ts\r\n\"ann\",x,5,2019-01-01\r\n\r\nbob,y,2,2019-01-02", "',' between the columns, \" around")]
    public void Separator_quotes_and_columns_are_told_by_the_file(string text, string note)
    {
        Prepared prepared = Prepared.Of(null, ("anything.csv", text));
        Assert.That(prepared.Positives(), Is.EqualTo(new[] { "ann x 1546300800" }));
        Assert.That(prepared.Report.Interactions, Is.EqualTo(2));
        Assert.That(prepared.Report.Files[0].Note, Does.Contain(note));
        Assert.That(prepared.Report.Files[0].Note, Does.EndWith("user 'user_id', item 'isbn', rating 'score', time 'ts'"));
    }

    [TestCase("latin1", "iso-8859-1", "Zoë")]
    [TestCase("utf-16", "utf-16", "Zoë")]
    [TestCase("windows-1252", "windows-1252", "Zoë…")]
    [TestCase("utf-8", "utf-8", "Zoë")]
    public void The_encoding_is_told_by_the_file(string encoding, string note, string user)
    {
        Encoding how = TextEncoding.Find(encoding) ?? Encoding.UTF8;
        byte[] text = [.. encoding == "utf-16" ? how.Preamble : default, .. how.GetBytes($"user,item\n{user},x\nann,y\n")];
        Prepared prepared = Prepared.Of(null, ("r.csv", text));
        Assert.That(prepared.Positives(), Is.EqualTo(new[] { $"{user} x", "ann y" }));
        Assert.That(prepared.Report.Files[0].Note, Does.Contain(note));
    }

    [Test]
    public void A_broken_line_of_UTF8_is_reported_and_a_given_encoding_stands()
    {
        byte[] text = [.. "user,item\nZoë,x\nann,y\nb"u8, 0xE9, .. ",z\n"u8];
        Prepared prepared = Prepared.Of(null, ("r.csv", text));
        Assert.That(prepared.UnusedOf("r.csv"), Is.EqualTo(new[] { "not UTF-8 text: 1, 4" }));
        Assert.That(Prepared.Of(new PrepareOptions { Encoding = "latin1" }, ("r.csv", text)).Positives(), Does.Contain("bé z"));
    }

    [Test]
    public void Malformed_lines_of_each_kind_have_their_reasons()
    {
        Prepared prepared = Prepared.Of(null, ("r.csv", "user,item,rating\n\"a,\"\"b\"\"\",x,5\nann,x,4,9\nann,y\n\"ann,y,5\nann,,5\n"
            + "ann,y,\nann,y,NaN\n\nann,\"y\tz\",5\nann,\"y\",4\n\0,y,4\n"));
        Assert.That(prepared.Positives(), Is.EqualTo(new[] { "a,\"b\" x", "ann y" }));
        Assert.That(prepared.UnusedOf("r.csv"), Is.EqualTo(new[]
        {
            "a NUL byte: 1, 12", "a quote that is not closed: 1, 5", "a rating that is no finite number: 1, 8",
            "a tab or line end in an id: 1, 10", "an empty item id: 1, 6", "an empty line: 1, 9", "an empty rating: 1, 7",
            "too few columns: 1, 4", "too many columns: 1, 3",
        }));
    }

    [Test]
    public void Options_name_files_columns_and_threshold()
    {
        (string, string)[] files =
        [
            ("a.csv", "who;what;when;how\nann;x;7;2\nbob;y;8;1\n"), ("b.txt", "x\tE1\n"), ("g.tsv", "E1\tby\tdora\n"),
            ("films.csv", "what,title\nx,The X\n"),
        ];
        var options = new PrepareOptions
        {
            RatingsFile = "a.csv",
            LinksFile = "b.txt",
            GraphFile = "g.tsv",
            ItemsFile = "films.csv",
            User = "who",
            Item = "what",
            Rating = "how",
            Time = "when",
            Threshold = 2,
        };
        Prepared prepared = Prepared.Of(options, files);
        Assert.That(prepared.Positives(), Is.EqualTo(new[] { "ann x 7" }));
        Assert.That((prepared.EntitiesOf("x"), prepared.Triples()), Is.EqualTo(("E1", new[] { "E1 by dora" })));
        Assert.That(prepared.Data.ItemNames, Does.Contain("The X"));
        Assert.That(Prepared.Of(options with { Rating = "none", Threshold = null, Time = "none" }, files).Positives(),
            Is.EqualTo(new[] { "ann x", "bob y" }));
        Assert.That(Prepared.Of(options with { KeepsUnlinked = false }, files).UnusedOf("a.csv"),
            Is.EqualTo(new[] { "an item without a link: 1, 3" }));
    }

    [Test]
    public void Columns_by_number_are_of_a_file_without_a_header()
    {
        var options = new PrepareOptions { RatingsFile = "ratings.dat", User = "0", Item = "1", Rating = "2", Time = "3" };
        Assert.That(Prepared.Of(options, ("ratings.dat", "1::10::5::978\n1::11::3::979\n")).Positives(), Is.EqualTo(new[] { "1 10 978" }));
    }

    [TestCase("--user the name of one", "no")]
    [TestCase("--rating the name of one", null, null, "no")]
    [TestCase("--time the name of one", null, null, null, "no")]
    public void A_column_that_is_missing_is_named(string message, string? user = null, string? item = null, string? rating = null,
        string? time = null) => Assert.That(
            () => Prepared.Of(new PrepareOptions { RatingsFile = "a.csv", User = user, Item = item, Rating = rating, Time = time },
                ("a.csv", "user,item\nann,x\n")),
            Throws.TypeOf<DataFormatException>().With.Message.Contains(
                "a.csv:1:1: expected a column 'no', found the columns user, item. Give " + message));

    [TestCase("two.csv:", "user,item,book\nann,x,y\n", "both 'item' and 'book'. Give --item the name")]
    [TestCase("", "a,b\n1,2\n", "expected files of one of the layouts")]
    public void Where_it_cannot_tell_the_error_names_the_option(string place, string text, string message) => Assert.That(
        () => Prepared.Of(null, ("two.csv", text)), Throws.TypeOf<DataFormatException>().With.Message.Contains(place)
            .And.Message.Contains(message).And.Message.Contains("--"));

    [Test]
    public void Several_files_that_could_be_meant_are_an_error() => Assert.That(
        () => Prepared.Of(null, ("a.csv", "user,item\n1,2\n"), ("b.csv", "user,item\n1,2\n")),
        Throws.TypeOf<DataFormatException>().With.Message.Contains("found a.csv, b.csv. Give --ratings the file"));

    [TestCase("encoding", "--encoding: expected one of utf-8")]
    [TestCase("quote", "--quote: expected an ASCII character")]
    [TestCase("layout", "There is no layout 'xx'. Did you mean")]
    public void A_bad_option_is_named(string option, string message)
    {
        var options = new PrepareOptions
        {
            Encoding = option == "encoding" ? "xx" : null,
            Quote = option == "quote" ? "xx" : null,
            Layout = option == "layout" ? "xx" : null,
        };
        Assert.That(() => Prepared.Of(options, ("a.csv", "user,item\n1,2\n")),
            Throws.TypeOf<SettingException>().With.Message.Contains(message));
    }

    [Test]
    public void Tables_of_items_users_links_and_triples_are_told_by_their_columns()
    {
        Prepared prepared = Prepared.Of(null, ("r.csv", "user,item\nann,x\n"), ("items.csv", "id,name,tags\nx,The X,new|old\n"),
            ("people.csv", "user,city\nann,Rome\n"), ("map.csv", "item,entity\nx,E1\n"),
            ("facts.csv", "subject,predicate,object\nE1,by,dora\n"), ("README", "about"));
        Assert.That(prepared.Feature(FeatureOwner.Item, "tags", "x"), Is.EqualTo("new old"));
        Assert.That(prepared.Feature(FeatureOwner.User, "city", "ann"), Is.EqualTo("Rome"));
        Assert.That((prepared.Data.ItemNames[0], prepared.EntitiesOf("x")), Is.EqualTo(("The X", "E1")));
        Assert.That((prepared.Triples(), prepared.Report.FilesNotRead), Is.EqualTo((new[] { "E1 by dora" }, new[] { "README" })));
    }

    [Test]
    public void Without_a_link_items_are_linked_by_exact_name()
    {
        const string Graph = "<x> <p:is> <g:a> .\n<e:1> <http://www.w3.org/2000/01/rdf-schema#label> \"The Y\"@en .\n"
            + "<e:2> <http://schema.org/name> \"Twice\" .\n<e:3> <http://schema.org/name> \"Twice\" .\n<W> <p:is> <g:a> .\n";
        (string, string)[] files =
        [
            ("r.csv", "user,item\nann,x\nann,y\nann,z\nann,w\nann,v\n"), ("g.nt", Graph),
            ("items.csv", "item,title\ny,The Y\nz,Twice\nw,W\nv,the y\n"),
        ];
        Prepared prepared = Prepared.Of(null, files);
        Assert.That(new[] { "x", "y", "z", "w", "v" }.Select(prepared.EntitiesOf),
            Is.EqualTo(new[] { "x", "e:1", "entity-of-item:z", "W", "entity-of-item:v" }));
        Assert.That(prepared.Report.IsLinkedByName, Is.True);
        Assert.That((prepared.Report.UnlinkedItems, prepared.Report.AmbiguousItems), Is.EqualTo((2, 1)));
        Assert.That((prepared.Report.Triples, prepared.Report.DanglingHeads), Is.EqualTo((5L, 2)), "literals are entities; e:2 and e:3");
        Prepared dropped = Prepared.Of(new PrepareOptions { DropsLiterals = true }, files);
        Assert.That(dropped.UnusedOf("g.nt"), Is.EqualTo(new[] { "a literal, left out on request: 3, 2" }));
        Assert.That(dropped.EntitiesOf("y"), Is.EqualTo("e:1"), "its name is looked at all the same");
    }

    [Test]
    public void Repeated_pairs_and_triples_are_kept_and_counted()
    {
        Prepared prepared = Prepared.Of(null, ("r.csv", "user,item,rating,time\nann,x,5,1\nann,x,2,2\nann,y,5,3\nann,x,5,3\n"),
            ("kg.txt", "x\tr\ty\nx\tr\ty\n"));
        Assert.That((prepared.Report.RepeatedPairs, prepared.Report.RepeatedTriples), Is.EqualTo((2L, 1L)));
        Assert.That(prepared.Data.Report.DuplicatePairs, Is.EqualTo(1));
        Assert.That(prepared.Report.UserDegrees, Is.EqualTo(new Mkr.Model.Data.Preparation.DegreeSummary(4, 4, 4, 4, 1)));
        Assert.That(prepared.Report.ItemDegrees, Is.EqualTo(new Mkr.Model.Data.Preparation.DegreeSummary(1, 3, 2, 3, 2)));
    }

    [TestCase("0\n1\n1\n", 1, 2)]
    [TestCase("1\n3\n5\n", 4, 1)]
    [TestCase("-1\n0.5\n1\n", 1, 1)]
    public void The_threshold_is_one_of_clicks_and_four_of_stars(string ratings, double threshold, long positives)
    {
        string lines = string.Concat(ratings.TrimEnd().Split('\n').Select((rating, i) => $"ann,i{i},{rating}\n"));
        Prepared prepared = Prepared.Of(null, ("r.csv", "user,item,rating\n" + lines));
        Assert.That((prepared.Report.Threshold, prepared.Report.Positives), Is.EqualTo(((double?)threshold, positives)));
        Assert.That(prepared.Data.Positives.PairCount, Is.EqualTo(positives));
    }

    [Test]
    public void Nothing_that_can_be_used_is_an_error_with_the_most_frequent_reason() => Assert.That(
        () => Prepared.Of(null, ("r.csv", "user,item,rating\nann,x,good\nann,y,bad\n\n")),
        Throws.TypeOf<DataFormatException>().With.Message.Contains(
            "r.csv:2:1: expected an interaction that can be used, found a rating that is no finite number in 2 lines."));
}
