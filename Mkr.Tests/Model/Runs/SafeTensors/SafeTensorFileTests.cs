using System.Text;
using Mkr.Engine.Randomness;
using Mkr.Model.Runs.SafeTensors;

namespace Mkr.Tests.Model.Runs.SafeTensors;

internal sealed class SafeTensorFileTests
{
    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("mkr-tests-").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    /// <summary>A file written down byte by byte from the description of the format.</summary>
    [Test]
    public void Bytes_are_those_of_the_format()
    {
        const string Header =
            """{"__metadata__":{"model":"mkr"},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"w":"""
            + """{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]}}""";
        byte[] golden =
        [
            144, 0, 0, 0, 0, 0, 0, 0, // 140 characters and 4 spaces
            .. Encoding.ASCII.GetBytes(Header), 0x20, 0x20, 0x20, 0x20,
            0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, // -2
            0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0, // 1, -2
        ];
        SafeTensor[] tensors = [SafeTensor.Create("w", [1f, -2f], 2, 1), SafeTensor.Create("n", [-2L])];
        var file = new SafeTensorFile(tensors, new Dictionary<string, string> { ["model"] = "mkr" });
        Assert.That(Bytes(file), Is.EqualTo(golden));

        SafeTensorFile read = SafeTensorFile.Read(new MemoryStream(golden), "golden");
        Assert.That(read.Metadata, Is.EqualTo(file.Metadata));
        Assert.That(read["w"].Values<float>().ToArray(), Is.EqualTo(new[] { 1f, -2f }));
        Assert.That(read["w"].Shape.ToArray(), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(read["n"].Values<long>()[0], Is.EqualTo(-2));
        Assert.That(read["n"].Shape.IsEmpty);
    }

    [Test]
    public void Reading_gives_back_what_was_written()
    {
        var random = new SeededRandom(61);
        for (int test = 0; test < 50; test++)
        {
            var tensors = new List<SafeTensor>();
            for (int i = random.NextInt32(8); i > 0; i--) tensors.Add(RandomTensor($"tensor \"{i}\" é", random));
            var metadata = Enumerable.Range(0, random.NextInt32(3)).ToDictionary(i => $"key {i}", i => $"a\nb {i} ü");
            string path = Path.Combine(_directory, "model.safetensors");
            var written = new SafeTensorFile(tensors, metadata);
            written.Write(path);

            SafeTensorFile read = SafeTensorFile.Read(path);
            Assert.That(read.Metadata, Is.EquivalentTo(metadata));
            Assert.That(read.Tensors, Has.Count.EqualTo(tensors.Count));
            foreach (SafeTensor tensor in tensors) CheckSame(read[tensor.Name], tensor);
            Assert.That(Bytes(read), Is.EqualTo(Bytes(written)), "writing it again gives the same bytes");
            Assert.That((BitConverter.ToInt64(Bytes(written)) + 8) % 8, Is.Zero, "the data is aligned");
        }

        Assert.That(Directory.GetFiles(_directory), Has.Length.EqualTo(1), "no temporary file is left");
    }

    /// <summary>The header may name tensors in any order, and an empty one shares its offset with the next.</summary>
    [Test]
    public void The_order_of_the_header_is_free()
    {
        const string Header =
            """{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"""
            + """  "e":{"dtype":"I32","shape":[0,3],"data_offsets":[0,0]}}""";
        byte[] file = [(byte)Header.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Header), 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40];
        SafeTensorFile read = SafeTensorFile.Read(new MemoryStream(file), "golden");
        Assert.That(read.Tensors.Select(tensor => tensor.Name), Is.EqualTo(new[] { "e", "v", "w" }));
        Assert.That(read["v"].Values<float>()[0], Is.EqualTo(1));
        Assert.That(read["w"].Values<float>()[0], Is.EqualTo(2));
        Assert.That(read["e"].Shape.ToArray(), Is.EqualTo(new[] { 0, 3 }));
    }

    [Test]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        string taken = Directory.CreateDirectory(Path.Combine(_directory, "taken")).FullName;
        Assert.That(() => new SafeTensorFile([]).Write(taken), Throws.InstanceOf<SystemException>());
        Assert.That(Directory.GetFiles(_directory), Is.Empty);
    }

    [Test]
    public void Rejects_tensors_that_contradict_themselves()
    {
        Assert.That(() => SafeTensor.Create("w", [1f, 2f], 3), Throws.ArgumentException.With.Message.Contains("'w'"));
        Assert.That(() => SafeTensor.Create("w", [1f, 2f], -1, -2), Throws.ArgumentException);
        Assert.That(() => SafeTensor.Create("w", [1f, 2f]), Throws.ArgumentException, "a scalar has one element");
        Assert.That(() => SafeTensor.Create<float>("w", [], 0, -1), Throws.ArgumentException);
        Assert.That(() => SafeTensor.Create("__metadata__", [1f], 1), Throws.ArgumentException);
        Assert.That(() => SafeTensor.Create("w", [(short)1], 1), Throws.InstanceOf<NotSupportedException>());
        SafeTensor tensor = SafeTensor.Create("w", [1f], 1);
        Assert.That(() => new SafeTensorFile([tensor, tensor]), Throws.ArgumentException.With.Message.Contains("'w'"));
        Assert.That(() => tensor.Values<int>().Length, Throws.InvalidOperationException.With.Message.Contains("F32, not I32"));
        Assert.That(() => new SafeTensorFile([tensor])["x"], Throws.InstanceOf<KeyNotFoundException>());
    }

    private static byte[] Bytes(SafeTensorFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    private static SafeTensor RandomTensor(string name, SeededRandom random)
    {
        int rows = random.NextInt32(4), columns = 1 + random.NextInt32(3);
        double[] values = Enumerable.Range(0, rows * columns).Select(_ => 100 * random.NextGaussian()).ToArray();
        return random.NextInt32(4) switch
        {
            0 => SafeTensor.Create(name, values.Select(x => (float)x).ToArray().AsSpan(), rows, columns),
            1 => SafeTensor.Create(name, values.AsSpan(), rows, columns, 1),
            2 => SafeTensor.Create(name, values.Select(x => (int)x).ToArray().AsSpan(), rows * columns),
            _ => SafeTensor.Create(name, values.Select(x => (long)x).ToArray().AsSpan(), columns, rows),
        };
    }

    private static void CheckSame(SafeTensor actual, SafeTensor expected)
    {
        Assert.That(actual.Type, Is.EqualTo(expected.Type));
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(expected.Shape.ToArray()));
        switch (expected.Type)
        {
            case TensorType.F32: CheckValues<float>(actual, expected); break;
            case TensorType.F64: CheckValues<double>(actual, expected); break;
            case TensorType.I32: CheckValues<int>(actual, expected); break;
            default: CheckValues<long>(actual, expected); break;
        }
    }

    private static void CheckValues<T>(SafeTensor actual, SafeTensor expected)
        where T : unmanaged =>
        Assert.That(actual.Values<T>().ToArray(), Is.EqualTo(expected.Values<T>().ToArray()));
}
