using System.Security.Cryptography;
using System.Text;
using Mkr.Model.Data.Download;

namespace Mkr.Tests.Model.Data.Download;

/// <summary>A data set of three small files: two that are downloaded, and one of names.</summary>
internal static class SmallDataset
{
    /// <summary>What <c>git hash-object</c> prints for <see cref="Ratings"/>.</summary>
    private const string RatingsBlob = "d878ed573f75504ee2ade924bcdccd6d2fcfbacc";

    public static byte[] Ratings { get; } = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    public static byte[] Graph { get; } = Encoding.ASCII.GetBytes("1\tlikes\t2\n");

    public static byte[] Names { get; } = Encoding.ASCII.GetBytes("1\tone\n");

    public static byte[] RebuiltRatings { get; } = Encoding.ASCII.GetBytes("1\t1\n");

    public static PublicDataset At(Uri address) => new("small", new Uri("http://example.org/"), "For tests.",
    [
        new PublicFile("ratings.dat", new Uri(address, "ratings.dat"),
            [KnownContent.AuthorsBlob(RatingsBlob), KnownContent.Other(Sha256(RebuiltRatings), "rebuilt")]),
        new PublicFile("kg.txt", new Uri(address, "kg.txt"), [KnownContent.AuthorsFile(Sha256(Graph))]),
        new PublicFile("names.dat", null, [KnownContent.Other(Sha256(Names), "the names")]),
    ]);

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
