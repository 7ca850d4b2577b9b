using System.Globalization;
using System.Text;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Model.Data.Preparation;

/// <summary>
/// Files of random lines, most of them broken in some way: lines = header + used + unused, which <see cref="Prepared"/> asserts of every
/// file, and what is used comes back.
/// </summary>
internal sealed class NothingIsLostTests
{
    private static readonly string[] Fields = ["1", "2", "ü", "", " ", "\"", "\"\"", "\"a,b\"", "\"a", "x\ty", "5", "4", "3", "NaN", "-"];

    [Test]
    public void Lines_read_are_lines_used_and_lines_reported([Range(1, 20)] int seed)
    {
        var random = new SeededRandom((ulong)seed);
        string text = "user,item,rating\r\n1,1,5\r\n" + Lines(random, ",", 300);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < 5; i++) bytes[random.NextInt32(bytes.Length - 30) + 30] = (byte)(128 + random.NextInt32(128));
        Prepared prepared = Prepared.Of(null, ("r.csv", bytes), ("kg.txt", Encoding.UTF8.GetBytes(Lines(random, "\t", 100))));

        long lines = bytes.Count(b => b == '\n');
        Assert.That(prepared.Report.Files[0].Lines, Is.EqualTo(lines));
        Assert.That(prepared.Report.Interactions, Is.EqualTo(prepared.Report.Files[0].Used).And.LessThan(lines));
        Assert.That(prepared.Data.Report.RatingLines, Is.EqualTo(prepared.Report.Interactions));
        Assert.That(prepared.Data.Report.TripleLines, Is.EqualTo(prepared.Report.Triples).And.EqualTo(prepared.Report.Files[1].Used));
        Assert.That(prepared.Data.Report.DuplicateTriples, Is.EqualTo(prepared.Report.RepeatedTriples));
        Assert.That(prepared.Data.Report.OutvotedRatings, Is.EqualTo(prepared.Report.RepeatedPairs));
        Assert.That(prepared.Unused.Count(c => c == '\n') - 1,
            Is.EqualTo(prepared.Report.Files.Sum(file => file.Unused.Sum(unused => unused.Count))));
    }

    private static string Lines(SeededRandom random, string separator, int count)
    {
        var text = new StringBuilder();
        for (int line = 0; line < count; line++)
        {
            int fields = random.NextInt32(3) == 0 ? random.NextInt32(5) : 3;
            text.AppendJoin(separator, Enumerable.Range(0, fields).Select(_ => Field(random)));
            text.Append(CultureInfo.InvariantCulture, $"{(random.NextInt32(2) == 0 ? "\r" : string.Empty)}\n");
        }

        return text.ToString();
    }

    private static string Field(SeededRandom random) => random.NextInt32(4) == 0
        ? Fields[random.NextInt32(Fields.Length)]
        : (1 + random.NextInt32(5)).ToString(CultureInfo.InvariantCulture);
}
