using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>
/// Reading a data set in MovieLens-1M's format, with 6,036 users and 2,347 items, from files that lie in the operating system's cache:
/// nearly all ratings, or nearly all triples. An example is a line. Loops: File.ReadLines and Split. Reader: the project's, which also
/// checks every field, counts what is left out, and sorts the positives of each user.
/// </summary>
public class ReaderBenchmarks
{
    private const int Users = 6036;
    private const int Items = 2347;
    private const int Many = 200_000;

    // A map may not be without ratings and triples, and so a few are there.
    private const int Few = 1000;

    private string _folder = string.Empty;

    /// <summary>What there is most of, with the lines of all files.</summary>
    public static IEnumerable<Workload> Contents => [new("ratings", Many + Few + Items), new("triples", Many + Few + Items)];

    [ParamsSource(nameof(Contents))]
    public Workload Lines { get; set; } = null!;

    /// <summary>Writes the files, and checks that both read the same number of ratings and triples.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(1);
        bool areRatings = Lines.Name == "ratings";
        _folder = Directory.CreateTempSubdirectory("mkr-").FullName;
        Write("item_index2entity_id.txt", Items, i => $"{1000 + i}\t{i}");
        Write("ratings.dat", areRatings ? Many : Few, _ =>
            $"{random.NextInt32(Users)}::{1000 + random.NextInt32(Items)}::{1 + random.NextInt32(5)}::{random.NextInt32(1_000_000_000)}");
        Write("kg.txt", areRatings ? Few : Many, _ =>
            $"{random.NextInt32(Items)}\tfilm.relation.{random.NextInt32(7)}\t{random.NextInt32(3 * Items)}");
        (List<Interaction> ratings, List<Triple> triples) = LoopReader.Read(_folder);
        ReadReport report = RawDataReader.Read(_folder, RawFormat.Movie).Report;
        Agreement.Check<int, int>("ratings and triples", [ratings.Count, triples.Count], [report.LinkedRatings, report.ItemTriples]);
    }

    /// <summary>Deletes the files.</summary>
    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Description = "Loops", Baseline = true)]
    public int Loops() => LoopReader.Read(_folder).Ratings.Count;

    [Benchmark(Description = "Reader")]
    public int Reader() => RawDataReader.Read(_folder, RawFormat.Movie).Positives.PairCount;

    private void Write(string name, int lines, Func<int, string> line) =>
        File.WriteAllLines(Path.Combine(_folder, name), Enumerable.Range(0, lines).Select(line));
}
