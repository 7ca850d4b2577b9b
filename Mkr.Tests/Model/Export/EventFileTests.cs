using System.Buffers.Binary;
using System.Text;
using Mkr.Model.Export.Events;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Export;

/// <summary>Event files, read back by a reader of TFRecord and of protocol buffers that is written here from their descriptions.</summary>
internal sealed class EventFileTests
{
    /// <summary>The examples of RFC 3720, appendix B.4, and the customary one.</summary>
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000", 0x8a9136aau)]
    [TestCase("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 0x62a8ab43u)]
    [TestCase("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 0x46dd794eu)]
    [TestCase("1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100", 0x113fdb5cu)]
    [TestCase("313233343536373839", 0xe3069283u)]
    public void The_check_is_that_of_the_rfc(string hex, uint expected) =>
        Assert.That(Crc32C.Of(Convert.FromHexString(hex)), Is.EqualTo(expected));

    [Test]
    public void Epochs_are_written_as_they_end_and_told_on()
    {
        using var folder = new TemporaryFolder();
        var next = new Heard();
        string run = Path.Combine(folder.Path, "run-1");
        using var events = new TrainingEvents(run, next);
        events.OnProgress(1, 0.5, 2e6);
        events.OnEpoch(new EpochReport(1, 0.7, [new("auc", 0.6)], [new("kge rmse", double.NaN)], 1.5));
        IReadOnlyList<Record> first = Read(run);
        Assert.That(first, Has.Count.EqualTo(2), "on the disk before the next epoch");
        events.OnEpoch(new EpochReport(2, 0.5, [new("auc", 0.8)], [new("kge rmse", 0.25)], 1.25));
        IReadOnlyList<Record> records = Read(run);
        Assert.That(records[0].Version, Is.EqualTo("brain.Event:2"));
        Assert.That(records.Select(record => record.Step), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(records[1].Scalars, Is.EqualTo(new (string, float)[]
        {
            ("train/loss", 0.7f), ("validation/auc", 0.6f), ("speed/seconds an epoch", 1.5f), ("speed/samples a second", 2e6f),
        }));
        Assert.That(records[2].Scalars, Does.Contain(("figures/kge rmse", 0.25f)));
        Assert.That(records[2].Time, Is.EqualTo(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).Within(3600));
        Assert.That(next.Lines, Is.EqualTo("progress epoch epoch "));
    }

    [Test]
    public void A_training_that_starts_again_has_a_folder_of_its_own()
    {
        using var folder = new TemporaryFolder();
        using (var events = new TrainingEvents(Path.Combine(folder.Path, "run-1")))
        {
            events.OnEpoch(new EpochReport(1, 0.7, [], [], 1));
            events.OnRestart(2, "the loss diverged");
            events.OnEpoch(new EpochReport(1, 0.6, [], [], 1));
        }

        Assert.That(Read(Path.Combine(folder.Path, "run-1"))[^1].Scalars[0].Value, Is.EqualTo(0.7f));
        Assert.That(Read(Path.Combine(folder.Path, "run-1-attempt-2"))[^1].Scalars[0].Value, Is.EqualTo(0.6f));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_reported_at_once()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "text");
        Assert.That(
            () => TrainingEvents.CheckWritable(Path.Combine(file, "events")),
            Throws.InstanceOf<SettingException>().With.Message.Contain("--events"));
    }

    /// <summary>The records of the only file of a folder, whose checks are checked.</summary>
    private static List<Record> Read(string folder)
    {
        string path = Directory.GetFiles(folder).Single();
        Assert.That(Path.GetFileName(path), Does.StartWith("events.out.tfevents."), "what TensorBoard looks for");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new BinaryReader(stream);
        var records = new List<Record>();
        while (stream.Position < stream.Length)
        {
            byte[] length = reader.ReadBytes(8);
            Assert.That(reader.ReadUInt32(), Is.EqualTo(Mask(length)));
            byte[] data = reader.ReadBytes((int)BinaryPrimitives.ReadUInt64LittleEndian(length));
            Assert.That(reader.ReadUInt32(), Is.EqualTo(Mask(data)));
            records.Add(Record.Parse(data));
        }

        return records;
    }

    /// <summary>The check bit by bit, by the reversed polynomial.</summary>
    private static uint Mask(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    private sealed record Record(double Time, int Step, string? Version, List<(string Tag, float Value)> Scalars)
    {
        public static Record Parse(byte[] data)
        {
            double time = 0;
            int step = 0;
            string? version = null;
            var scalars = new List<(string, float)>();
            foreach ((int field, byte[] value) in Fields(data))
            {
                if (field == 1) time = BinaryPrimitives.ReadDoubleLittleEndian(value);
                else if (field == 2) step = value[0];
                else if (field == 3) version = Encoding.UTF8.GetString(value);
                else if (field == 5) scalars.AddRange(Fields(value).Select(summary => Scalar(summary.Value)));
                else Assert.Fail($"field {field} is none of an event's");
            }

            return new Record(time, step, version, scalars);
        }

        private static (string, float) Scalar(byte[] data)
        {
            Dictionary<int, byte[]> fields = Fields(data).ToDictionary(f => f.Field, f => f.Value);
            return (Encoding.UTF8.GetString(fields[1]), BinaryPrimitives.ReadSingleLittleEndian(fields[2]));
        }

        /// <summary>Seven bits a byte, the lowest first; the eighth says that more follow.</summary>
        private static int Length(byte[] data, ref int at)
        {
            int length = data[at] & 0x7f;
            for (int shift = 7; (data[at++] & 0x80) != 0; shift += 7) length |= (data[at] & 0x7f) << shift;
            return length;
        }

        /// <summary>The fields of a message: a key is the number, and in three bits the kind of what follows.</summary>
        private static IEnumerable<(int Field, byte[] Value)> Fields(byte[] data)
        {
            for (int at = 0; at < data.Length;)
            {
                int key = data[at++];
                int length = (key & 7) switch { 0 => 1, 1 => 8, 5 => 4, _ => Length(data, ref at) };
                yield return (key >> 3, data[at..(at + length)]);
                at += length;
            }
        }
    }

    private sealed class Heard : ITrainingObserver
    {
        public string Lines { get; private set; } = string.Empty;

        public void OnProgress(int epoch, double fraction, double samplesPerSecond) => Lines += "progress ";

        public void OnEpoch(EpochReport report) => Lines += "epoch ";

        public void OnRestart(int attempt, string reason) => Lines += "restart ";
    }
}
