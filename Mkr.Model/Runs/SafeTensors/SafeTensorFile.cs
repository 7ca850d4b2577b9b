using System.Buffers.Binary;

namespace Mkr.Model.Runs.SafeTensors;

/// <summary>
/// Named tensors and text metadata in the safetensors layout: the header's length (8 bytes, little-endian), a JSON header, the data.
/// Such files hold numbers and text only: reading one runs no code. Other tools read what is written here, and the reverse.
/// </summary>
/// <remarks>The machine must be little-endian, as the data is.</remarks>
internal sealed class SafeTensorFile
{
    private readonly Dictionary<string, SafeTensor> _byName = [];

    /// <summary>Collects tensors and metadata.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">Text about them.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public SafeTensorFile(IEnumerable<SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // The 8-byte types first: with no padding between tensors, that is what aligns each of them to its element.
        Tensors = [.. tensors.OrderByDescending(tensor => tensor.Type.Size())];
        Metadata = metadata ?? new Dictionary<string, string>();
        foreach (SafeTensor tensor in Tensors)
        {
            if (!_byName.TryAdd(tensor.Name, tensor))
                throw new ArgumentException($"There are two tensors '{tensor.Name}'.", nameof(tensors));
        }
    }

    /// <summary>The tensors, those of 8-byte elements first.</summary>
    public IReadOnlyList<SafeTensor> Tensors { get; }

    /// <summary>Text about the tensors, by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SafeTensor this[string name] =>
        _byName.TryGetValue(name, out SafeTensor? tensor) ? tensor : throw new KeyNotFoundException($"There is no tensor '{name}'.");

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format; the message names it and the tensor.</exception>
    public static SafeTensorFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a seekable stream from its position to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">The stream breaks a rule of the format; the message names it and the tensor.</exception>
    public static SafeTensorFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            return Read(stream);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            // The second kind is how JSON strings fail that escape half a character.
            throw new InvalidDataException($"{name} is not a safetensors file: {exception.Message}.", exception);
        }
    }

    /// <summary>Writes a file, whole or not at all: the bytes go to a temporary file beside it, which then takes its name.</summary>
    public void Write(string path)
    {
        string temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                Write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes to a stream. The same tensors and metadata give the same bytes.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] header = SafeTensorHeader.Format(Tensors, Metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (SafeTensor tensor in Tensors) stream.Write(tensor.Bytes);
    }

    private static SafeTensorFile Read(Stream stream)
    {
        long available = stream.Length - stream.Position - sizeof(ulong);
        if (available < 0) throw new InvalidDataException("it ends within the header's length");
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(length);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerLength > SafeTensorHeader.MaxLength)
            throw new InvalidDataException($"a header of {headerLength} bytes exceeds the limit of {SafeTensorHeader.MaxLength}");
        if ((long)headerLength > available)
            throw new InvalidDataException($"it ends within the header, which has {headerLength} bytes");

        byte[] header = new byte[headerLength];
        stream.ReadExactly(header);
        (List<SafeTensorHeader.Entry> entries, Dictionary<string, string> metadata) =
            SafeTensorHeader.Parse(header, available - (long)headerLength);
        var tensors = new List<SafeTensor>(entries.Count);
        foreach (SafeTensorHeader.Entry entry in entries)
        {
            byte[] bytes = new byte[entry.End - entry.Start];
            stream.ReadExactly(bytes);
            tensors.Add(new(entry.Name, entry.Type, entry.Shape, bytes));
        }

        return new(tensors, metadata);
    }
}
