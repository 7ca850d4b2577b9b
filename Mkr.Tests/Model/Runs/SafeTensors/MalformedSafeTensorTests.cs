using System.Buffers.Binary;
using System.Text;
using Mkr.Engine.Randomness;
using Mkr.Model.Runs.SafeTensors;

namespace Mkr.Tests.Model.Runs.SafeTensors;

/// <summary>Damaged files: each is refused by one message that names the file, the tensor and what is wrong.</summary>
internal sealed class MalformedSafeTensorTests
{
    private const string W = """
        "w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}
        """;

    [TestCase("", 0, "does not begin with '{'")]
    [TestCase(" {}", 0, "does not begin with '{'")]
    [TestCase("[]", 0, "does not begin with '{'")]
    [TestCase("{", 0, "not valid JSON")]
    [TestCase("{}x", 0, "not valid JSON")]
    [TestCase("{" + W + "," + W + "}", 8, "not valid JSON")]
    [TestCase("""{"\uD800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "UTF-16")]
    [TestCase("{" + W + "}", 7, "the tensors have 8 bytes of data, the file has 7")]
    [TestCase("{" + W + "}", 9, "the tensors have 8 bytes of data, the file has 9")]
    [TestCase("""{"w":[]}""", 0, "tensor 'w': is not an object")]
    [TestCase("""{"w":{"shape":[2],"data_offsets":[0,8]}}""", 8, "tensor 'w': dtype is missing")]
    [TestCase("""{"w":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'w': unknown dtype 'F16'")]
    [TestCase("""{"w":{"dtype":"0","shape":[2],"data_offsets":[0,8]}}""", 8, "tensor 'w': unknown dtype '0'")]
    [TestCase("""{"w":{"dtype":"F32","data_offsets":[0,8]}}""", 8, "tensor 'w': shape is missing")]
    [TestCase("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "tensor 'w': shape has an element")]
    [TestCase("""{"w":{"dtype":"F32","shape":[2.5],"data_offsets":[0,10]}}""", 10, "tensor 'w': shape has an element")]
    [TestCase("""{"w":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""", 8, "tensor 'w': shape has an element")]
    [TestCase("""{"w":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,0]}}""", 0, "tensor 'w': the shape [65536, 65536] is")]
    [TestCase("""{"w":{"dtype":"F64","shape":[2147483647],"data_offsets":[0,0]}}""", 0, "tensor 'w': the shape [2147483647] is too large")]
    [TestCase("""{"w":{"dtype":"F32","shape":[4294967298],"data_offsets":[0,8]}}""", 8, "tensor 'w': the shape [4294967298] is too large")]
    [TestCase("""{"w":{"dtype":"F32","shape":[2]}}""", 8, "tensor 'w': data_offsets is missing")]
    [TestCase("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8]}}""", 8, "tensor 'w': data_offsets are not two numbers")]
    [TestCase("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "tensor 'w': data_offsets [0, 8] do not hold 3 elements")]
    [TestCase("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "tensor 'w': data_offsets [8, 0] do not hold")]
    [TestCase("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'w': its data begins at 4 instead of 0")]
    [TestCase("{" + W + ""","x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'x': its data begins at 4 instead of 8")]
    [TestCase("{" + W + ""","x":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""", 16, "tensor 'x': its data begins at 12")]
    [TestCase("""{"__metadata__":[]}""", 0, "tensor '__metadata__': is not an object")]
    [TestCase("""{"__metadata__":{"epoch":3}}""", 0, "tensor '__metadata__': 'epoch' is not a string")]
    public void Refuses(string header, int dataLength, string message)
    {
        byte[] file = [.. Length(header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[dataLength]];
        Assert.That(
            () => SafeTensorFile.Read(new MemoryStream(file), "model.bin"),
            Throws.InstanceOf<InvalidDataException>()
                .With.Message.StartsWith("model.bin is not a safetensors file: ").And.Message.Contains(message));
    }

    [Test]
    public void Refuses_a_length_of_the_header_that_cannot_be()
    {
        Check([1, 0, 0, 0, 0, 0, 0], "ends within the header's length");
        Check([.. Length(3), (byte)'{', (byte)'}'], "ends within the header, which has 3 bytes");
        Check([.. Length(100_000_001), (byte)'{', (byte)'}'], "exceeds the limit");
        Check([.. Length(ulong.MaxValue), (byte)'{', (byte)'}'], "exceeds the limit");

        static void Check(byte[] file, string message) => Assert.That(
            () => SafeTensorFile.Read(new MemoryStream(file), "model.bin"),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));
    }

    /// <summary>Whatever is damaged, the reader answers with its own exception or a file, and never with another error.</summary>
    [Test]
    public void Damaged_files_never_cause_another_error()
    {
        using var stream = new MemoryStream();
        SafeTensor[] tensors = [SafeTensor.Create("a", [1.0, 2.0], 2), SafeTensor.Create("b", [3f], 1, 1)];
        new SafeTensorFile(tensors, new Dictionary<string, string> { ["k"] = "v" }).Write(stream);
        var random = new SeededRandom(62);
        for (int test = 0; test < 5_000; test++)
        {
            byte[] file = stream.ToArray();
            for (int i = random.NextInt32(4); i >= 0; i--) file[random.NextInt32(file.Length)] = (byte)random.NextInt32(256);
            if (random.NextInt32(4) == 0) file = file[..random.NextInt32(file.Length)];
            try
            {
                SafeTensorFile.Read(new MemoryStream(file), "damaged");
            }
            catch (InvalidDataException exception)
            {
                Assert.That(exception.Message, Does.StartWith("damaged is not a safetensors file: "));
            }
        }
    }

    private static byte[] Length(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Length(int value) => Length((ulong)value);
}
