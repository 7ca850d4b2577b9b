using System.Security.Cryptography;
using System.Text;

namespace Mkr.Model.Data.Download;

/// <summary>A file's checksum.</summary>
/// <param name="Kind">How it is computed.</param>
/// <param name="Hex">Its digits, in lower case.</param>
internal readonly record struct Checksum(ChecksumKind Kind, string Hex)
{
    /// <summary>Computes a file's checksum.</summary>
    public static Checksum Of(string path, ChecksumKind kind)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var hash = IncrementalHash.CreateHash(kind == ChecksumKind.GitBlob ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        if (kind == ChecksumKind.GitBlob) hash.AppendData(Encoding.ASCII.GetBytes($"blob {file.Length}\0"));
        byte[] block = new byte[1 << 16];
        for (int read; (read = file.Read(block)) > 0;) hash.AppendData(block, 0, read);
        return new Checksum(kind, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(Kind == ChecksumKind.GitBlob ? "git blob" : "SHA-256")} {Hex}";
}
