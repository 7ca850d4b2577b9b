using Mkr.Model.Data.Download;

namespace Mkr.Tests.Model.Data.Download;

/// <summary>The expected digits are what <c>git hash-object</c> and <c>sha256sum</c> print.</summary>
internal sealed class ChecksumTests
{
    [TestCase("", ChecksumKind.GitBlob, "git blob e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")]
    [TestCase("hello\n", ChecksumKind.GitBlob, "git blob ce013625030ba8dba906f756967f9e9ca394464a")]
    [TestCase("", ChecksumKind.Sha256, "SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [TestCase("hello\n", ChecksumKind.Sha256, "SHA-256 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")]
    public void Is_what_git_and_sha256sum_print(string text, ChecksumKind kind, string expected)
    {
        using var folder = new TemporaryFolder();
        Assert.That(Checksum.Of(folder.Write("file", text), kind).ToString(), Is.EqualTo(expected));
    }
}
