using System.Buffers.Binary;
using System.Security.Cryptography;
using Mkr.Model.Training;

namespace Mkr.Model.Data;

/// <summary>Labelled interactions for training, for choosing hyper-parameters, and for the final measurement.</summary>
/// <param name="Train">The training part.</param>
/// <param name="Validation">The part that hyper-parameters are chosen by.</param>
/// <param name="Test">The part that results are reported on.</param>
public sealed record class DatasetSplit(Interaction[] Train, Interaction[] Validation, Interaction[] Test)
{
    private const int RowBytes = 3 * sizeof(int), RowsAtOnce = 256;

    /// <summary>How many negatives fewer than positives there are, because users had no items left to draw.</summary>
    public int MissingNegatives { get; init; }

    /// <summary>How many items may be in no part, because the protocol wants none of their kind.</summary>
    public int LeftOutItems { get; init; }

    /// <summary>How many positives of the data set are in no part, because their items may not be in theirs.</summary>
    public int LeftOutPositives { get; init; }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the three parts in order: for each its length, then user, item and label of each row,
    /// as little-endian 32-bit integers. Two splits are the same exactly when their fingerprints are: it shows that two results were
    /// measured on the same rows. It is computed at each call: a copy made by <c>with</c> has other parts.
    /// </summary>
    public string Fingerprint => ComputeFingerprint(Train, Validation, Test);

    /// <summary>A readable line for each of the counts of what fell away that is not 0.</summary>
    public IEnumerable<string> LeftOutLines()
    {
        if (LeftOutItems > 0) yield return Line($"items left out of the split: {LeftOutItems:N0}");
        if (LeftOutPositives > 0) yield return Line($"positives left out with them: {LeftOutPositives:N0}");
        if (MissingNegatives > 0) yield return Line($"negatives missing, because users had no items left: {MissingNegatives:N0}");

        static string Line(FormattableString text) => FormattableString.Invariant(text);
    }

    private static string ComputeFingerprint(params ReadOnlySpan<Interaction[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[RowsAtOnce * RowBytes];
        foreach (Interaction[] part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, part.Length);
            hash.AppendData(bytes[..sizeof(int)]);
            for (int start = 0; start < part.Length; start += RowsAtOnce)
            {
                ReadOnlySpan<Interaction> rows = part.AsSpan(start, Math.Min(RowsAtOnce, part.Length - start));
                for (int i = 0; i < rows.Length; i++) WriteRow(bytes.Slice(i * RowBytes, RowBytes), rows[i]);
                hash.AppendData(bytes[..(rows.Length * RowBytes)]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void WriteRow(Span<byte> bytes, Interaction row)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, row.User);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], row.Item);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], row.IsPositive ? 1 : 0);
    }
}
