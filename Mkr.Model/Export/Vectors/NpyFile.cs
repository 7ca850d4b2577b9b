using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Mkr.Model.Export.Vectors;

/// <summary>
/// NumPy's file of an array, version 1.0, little-endian floats in C order
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html), and beside it the ids, one a line: <c>numpy.load</c> maps it
/// without copying.
/// </summary>
internal sealed class NpyFile : IVectorFormat
{
    private const int Alignment = 64;

    // The magic string, the version, and the length of the header in two bytes.
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(string folder, VectorTable table, VectorIds ids)
    {
        string[] files = [table.Name + ".npy", table.Name + ".ids.txt"];
        using (FileStream file = File.Create(Path.Combine(folder, files[0])))
        {
            file.Write(Header(table.Rows, table.Columns));
            file.Write(MemoryMarshal.AsBytes(table.Values.Span));
        }

        File.WriteAllLines(Path.Combine(folder, files[1]), ids.Ids);
        return files;
    }

    /// <summary>What comes before the numbers, filled up with spaces so that these start at a multiple of 64 bytes.</summary>
    private static byte[] Header(int rows, int columns)
    {
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}";
        int start = Magic.Length + sizeof(ushort);
        int length = ((start + text.Length + 1 + Alignment - 1) / Alignment * Alignment) - start;
        byte[] header = new byte[start + length];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(Magic.Length), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(start));
        return header;
    }
}
