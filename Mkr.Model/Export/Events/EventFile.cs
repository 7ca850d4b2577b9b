using System.Buffers.Binary;
using Google.Protobuf;
using Mkr.Model.Export.Events.Wire;
using Mkr.Model.Models;

namespace Mkr.Model.Export.Events;

/// <summary>
/// A file of scalars that TensorBoard shows (https://www.tensorflow.org/tensorboard). It is a TFRecord: each record has its length, the
/// masked check of that, the data, and the masked check of those (https://www.tensorflow.org/tutorials/load_data/tfrecord), and is on the
/// disk as soon as it is written, so that a training can be watched.
/// </summary>
internal sealed class EventFile : IDisposable
{
    // What readers ask for.
    private const string Version = "brain.Event:2";

    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    /// <summary>Begins a file.</summary>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <param name="clock">Tells when a scalar is written; null for the system's clock.</param>
    public EventFile(string folder, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        Directory.CreateDirectory(folder);
        string name = $"events.out.tfevents.{_clock.GetUtcNow().ToUnixTimeSeconds():0000000000}.mkr.{Guid.NewGuid().ToString("N")[..8]}";
        _file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Write(new Event { FileVersion = Version });
    }

    /// <summary>Writes the scalars of a step.</summary>
    public void Write(long step, IEnumerable<NamedValue> scalars)
    {
        var summary = new Summary();
        foreach (NamedValue scalar in scalars) summary.Value.Add(new Scalar { Tag = scalar.Name, SimpleValue = (float)scalar.Value });
        Write(new Event { Step = step, Summary = summary });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Write(Event content)
    {
        content.WallTime = _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        byte[] data = content.ToByteArray(), record = new byte[data.Length + 16];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32C.Masked(record.AsSpan(0, 8)));
        data.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), Crc32C.Masked(data));
        _file.Write(record);
        _file.Flush();
    }
}
