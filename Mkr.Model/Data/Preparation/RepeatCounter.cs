using System.Runtime.InteropServices;

namespace Mkr.Model.Data.Preparation;

/// <summary>
/// Counts how many of a stream of keys repeat an earlier one, in little memory: keys go to one of 64 files by their hash, so that equal
/// ones meet in the same file, and each file is sorted on its own. A file is only begun when its buffer is full. The most that is held at
/// once is the largest file: about a 64th of all keys.
/// </summary>
/// <typeparam name="T">The key, a number.</typeparam>
internal sealed class RepeatCounter<T> : IDisposable
    where T : unmanaged, IComparable<T>, IEquatable<T>
{
    private const int Files = 64, BufferLength = 1 << 13;

    private readonly string _folder;
    private readonly T[][] _buffers = new T[Files][];
    private readonly int[] _lengths = new int[Files];
    private readonly FileStream?[] _files = new FileStream?[Files];

    /// <summary>Creates a counter that keeps its files, where it needs any, in a folder.</summary>
    public RepeatCounter(string folder) => _folder = folder;

    /// <summary>Takes a key.</summary>
    public void Add(T key)
    {
        int file = (int)((uint)key.GetHashCode() * 0x9E3779B9u >> 26); // the high bits of a product, as hashes of small numbers are small
        T[] buffer = _buffers[file] ??= new T[BufferLength];
        if (_lengths[file] == BufferLength) Spill(file);
        buffer[_lengths[file]++] = key;
    }

    /// <summary>The number of keys that repeat one before them.</summary>
    public long Count()
    {
        long repeats = 0;
        for (int file = 0; file < Files; file++)
        {
            T[] keys = Keys(file);
            Array.Sort(keys);
            for (int i = 1; i < keys.Length; i++)
                if (keys[i].Equals(keys[i - 1])) repeats++;
        }

        return repeats;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FileStream? file in _files) file?.Dispose();
    }

    private void Spill(int file)
    {
        _files[file] ??= new FileStream(Path.Combine(_folder, $"keys-{typeof(T).Name}-{file}"), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        _files[file]!.Write(MemoryMarshal.AsBytes<T>(_buffers[file]));
        _lengths[file] = 0;
    }

    /// <summary>The keys of a file, and of its buffer.</summary>
    private T[] Keys(int file)
    {
        ReadOnlySpan<T> buffered = _buffers[file] is T[] buffer ? buffer.AsSpan(0, _lengths[file]) : default;
        if (_files[file] is not FileStream spilled) return buffered.ToArray();
        Span<T> one = stackalloc T[1];
        int count = checked((int)(spilled.Length / MemoryMarshal.AsBytes(one).Length));
        var keys = new T[count + buffered.Length];
        spilled.Position = 0;
        spilled.ReadExactly(MemoryMarshal.AsBytes(keys.AsSpan(0, count)));
        buffered.CopyTo(keys.AsSpan(count));
        return keys;
    }
}
