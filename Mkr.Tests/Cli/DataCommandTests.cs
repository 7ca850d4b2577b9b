namespace Mkr.Tests.Cli;

/// <summary><c>mkr data get</c>, without the network, and <c>mkr data features</c>.</summary>
internal sealed class DataCommandTests
{
    [Test]
    public void Takes_a_data_set_from_a_folder_and_keeps_it()
    {
        string source = RealData.Folder("music");
        using var folder = new TemporaryFolder();
        (int exitCode, string output, string error) = MkrProgram.Run("data", "get", "music", "--from", source, "--to", folder.Path);
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain("kg.txt: copied; the authors' file, SHA-256 ").And.Contain("no commercial use"));
        Assert.That(File.ReadAllBytes(Path.Combine(folder.Path, "kg.txt")), Is.EqualTo(File.ReadAllBytes(Path.Combine(source, "kg.txt"))));

        (exitCode, output, _) = MkrProgram.Run("data", "get", "music", "--to", folder.Path);
        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("kg.txt: was there; the authors' file, SHA-256 "));
    }

    [Test]
    public void Converts_the_sample_of_news()
    {
        using var source = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        source.Write("raw_train.txt", "7\tbig storm\t1\t3:Storm\n");
        source.Write("raw_test.txt", "8\tbig storm\t0\t3:Storm;4:Coast\n");
        (int exitCode, string output, string error) = MkrProgram.Run("data", "news-sample", source.Path, "--to", folder.Path);
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain($"Wrote {folder.Path}: 2 lines, 1 titles, 2 entities, no triples."));
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "item_index2entity_id.txt")), Is.EqualTo("n0\t3\t4\n"));
    }

    [Test]
    public void A_wrong_file_costs_one_line_with_a_remedy()
    {
        using var source = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        foreach (string file in new[] { "user_artists.dat", "item_index2entity_id.txt", "kg.txt" }) source.Write(file, "wrong\n");
        (int exitCode, _, string error) = MkrProgram.Run("data", "get", "music", "--from", source.Path, "--to", folder.Path);
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
        Assert.That(error, Does.Contain("user_artists.dat: expected SHA-256 254272fa").And.Contain("/data/music/user_artists.dat again."));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public void Films_become_features_of_items()
    {
        using var folder = new TemporaryFolder();
        string movies = folder.Write("movies.dat", [.. "1::Caf"u8, 0xE9, .. " of L's 101 Girls, The (1995)::Comedy|Sci-Fi\n"u8]);
        (int exitCode, string output, string error) = MkrProgram.Run("data", "features", movies);
        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(output, Does.Contain("item_features.tsv: 7 features of 1 films."));
        Assert.That(
            File.ReadAllLines(Path.Combine(folder.Path, "item_features.tsv")),
            Is.EqualTo(
                new[] { "genre\tComedy", "genre\tSci-Fi" }
                    .Concat(new[] { "caf\u00E9", "of", "101", "girls", "the" }.Select(word => "title\t" + word))
                    .Select(line => "1\t" + line)));
    }

    [Test]
    public void A_broken_film_is_named_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        string movies = folder.Write("movies.dat", "1::Heat (1995)::Action\n2::Sabrina (1995)\n");
        (int exitCode, _, string error) = MkrProgram.Run("data", "features", movies);
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("movies.dat:2:18: expected 3 columns separated by '::' in a film, found 2"));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }
}
