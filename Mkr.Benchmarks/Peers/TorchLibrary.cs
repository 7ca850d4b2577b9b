using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mkr.Benchmarks.Peers;

/// <summary>Loads TorchSharp's native library, also where the C++ runtime is a little too old for it.</summary>
/// <remarks>
/// libLibTorchSharp.so of TorchSharp 0.107.0 asks for version 3.4.32 of libstdc++ (GCC 13), and Debian 12 has 3.4.30. It uses nothing of
/// that version: the only symbol that carries it, std::ios_base_library_init, is named and never called. So the requirement is marked weak,
/// in the copy beside this program, and the loader passes over it.
/// </remarks>
internal static class TorchLibrary
{
    private const string TooNew = "GLIBCXX_3.4.32";
    private const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    private const ushort Weak = 2; // VER_FLG_WEAK

    /// <summary>Loads the library.</summary>
    /// <returns>What had to be done for it; null for nothing.</returns>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message says what there is to do.</exception>
    public static string? Load()
    {
        // Elsewhere TorchSharp finds its library by itself.
        if (!OperatingSystem.IsLinux()) return null;
        string path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        if (NativeLibrary.TryLoad(path, out _)) return null;
        if (File.Exists(path))
        {
            byte[] library = File.ReadAllBytes(path);
            if (MakeWeak(library)) File.WriteAllBytes(path, library);
        }

        try
        {
            NativeLibrary.Load(path);
            return $"TorchSharp's library asks for {TooNew}, which this machine's libstdc++ does not have and which it does not use: "
                + "the requirement was made weak.";
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException(
                "TorchSharp does not load on this machine. It wants glibc 2.34, libstdc++ of GCC 12, and x64: Debian 12 or newer. "
                + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <summary>Marks the requirement of <see cref="TooNew"/> weak in a 64-bit little-endian ELF file.</summary>
    /// <returns>Whether there was such a requirement.</returns>
    private static bool MakeWeak(Span<byte> file)
    {
        Section[] sections = ReadSections(file);
        Section needs = sections.FirstOrDefault(s => s.Type == VersionNeeds);
        if (needs.Type != VersionNeeds) return false;
        int names = sections[needs.Link].Offset;
        byte[] wanted = [.. System.Text.Encoding.ASCII.GetBytes(TooNew), 0];
        // A list of libraries (Elf64_Verneed), each with a list of versions (Elf64_Vernaux).
        for (int library = needs.Offset, next = -1; next != 0; library += next)
        {
            for (int version = library + Word(file, library + 8), step = -1; step != 0; version += step)
            {
                if (file[(names + Word(file, version + 8))..].StartsWith(wanted))
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(file[(version + 4)..], Weak);
                    return true;
                }

                step = Word(file, version + 12);
            }

            next = Word(file, library + 12);
        }

        return false;
    }

    private static Section[] ReadSections(ReadOnlySpan<byte> file)
    {
        int start = Word(file, 0x28), size = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3a..]),
            count = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3c..]);
        var sections = new Section[count];
        for (int i = 0; i < count; i++)
        {
            int header = start + (i * size);
            sections[i] = new Section((uint)Word(file, header + 4), Word(file, header + 0x18), Word(file, header + 0x28));
        }

        return sections;
    }

    private static int Word(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadInt32LittleEndian(file[offset..]);

    private readonly record struct Section(uint Type, int Offset, int Link);
}
