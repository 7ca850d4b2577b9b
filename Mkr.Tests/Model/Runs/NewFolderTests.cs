using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Runs;

internal sealed class NewFolderTests
{
    /// <summary>What the system says where a disk is full: ENOSPC.</summary>
    private const int NoSpace = 28;

    private TemporaryFolder _folder = null!;

    private string Target => Path.Combine(_folder.Path, "run");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void It_appears_complete()
    {
        using (NewFolder place = NewFolder.Claim(Target))
            place.Write(path =>
            {
                File.WriteAllText(Path.Combine(path, "a"), "x");
                Assert.That(Target, Does.Not.Exist, "as long as it is written");
            });
        Assert.That(File.ReadAllText(Path.Combine(Target, "a")), Is.EqualTo("x"));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder.Path), Is.EqualTo([Target]));
    }

    [Test]
    public void A_full_disk_is_told_with_what_is_needed_and_leaves_nothing()
    {
        using (NewFolder place = NewFolder.Claim(Target))
        {
            IOException error = Assert.Throws<IOException>(() => place.Write(path =>
            {
                File.WriteAllBytes(Path.Combine(path, "weights"), new byte[1234]);
                throw new IOException("No space left on device", NoSpace);
            }))!;
            Assert.That(error.Message, Does.StartWith($"{Target}: the disk is full: more than the 1,234 bytes that fitted are needed"));
            Assert.That(error.Message, Does.Contain("Nothing of this run was kept.").And.Not.Contain("\n"));
        }

        Assert.That(Directory.EnumerateFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    [Platform("Linux", Reason = "it has a device that is always full")]
    public void The_system_says_so_as_expected()
    {
        using NewFolder place = NewFolder.Claim(Target);
        Assert.That(
            () => place.Write(_ => File.WriteAllText("/dev/full", "x")),
            Throws.InstanceOf<IOException>().With.Message.Contains("the disk is full"));
    }

    [Test]
    public void A_place_that_is_claimed_is_claimed_once()
    {
        using (NewFolder.Claim(Target))
            Assert.That(
                () => NewFolder.Claim(Target),
                Throws.TypeOf<SettingException>().With.Message.Contains("another run is being written there"));
        NewFolder.Claim(Target).Dispose();
        Assert.That(Directory.EnumerateFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void What_came_to_its_place_meanwhile_is_not_replaced()
    {
        using NewFolder place = NewFolder.Claim(Target);
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "mine"), "x");
        Assert.That(() => place.Write(_ => { }), Throws.TypeOf<SettingException>().With.Message.Contains("there is something already"));
        Assert.That(File.ReadAllText(Path.Combine(Target, "mine")), Is.EqualTo("x"));
    }
}
