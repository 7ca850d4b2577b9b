using System.Numerics;

namespace Mkr.Model.Export.Events;

/// <summary>The cyclic redundancy check of Castagnoli's polynomial (RFC 3720, appendix B.4), and the mask of TFRecord files.</summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>The check of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>
    /// The check, turned by 15 bits and shifted, as TFRecord has it: a check over bytes that contain checks would be a weak one.
    /// </summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Of(bytes), 15) + MaskDelta;
}
