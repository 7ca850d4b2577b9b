using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Settings;

internal sealed class SettingFileTests
{
    private static readonly RunSettings Settings = Preset.All[0].Settings(ModelCatalog.Find("mkr"));

    [Test]
    public void Its_values_hold()
    {
        using var folder = new TemporaryFolder();
        RunSettings applied = SettingFile.Apply(folder.Write("a.json", "{\"dim\": 5, \"adam\": \"lazy\"}"), Settings);
        Assert.That((applied.Text("dim"), applied.Text("adam"), applied.Text("l2")), Is.EqualTo(("5", "lazy", Settings.Text("l2"))));
    }

    [TestCase("{\"dim\": null}", ": dim: expected a number or a string")]
    [TestCase("{\"dim\": true}", ": dim: expected a number or a string")]
    [TestCase("{\"dim\": [4]}", ": dim: expected a number or a string")]
    [TestCase("{\"dim\": 4, \"dim\": 5}", ": this is not JSON, or gives a key twice")]
    [TestCase("{\"dim\": 0}", ": dim: expected a whole number from 1")]
    [TestCase("{\"dimm\": 4}", ": There is no setting 'dimm'. Did you mean 'dim'?")]
    [TestCase("{\n\"dim\" 4}", ":2:7: this is not JSON")]
    [TestCase("[4]", ": expected a JSON object of settings")]
    [TestCase("null", ": expected a JSON object of settings")]
    [TestCase("", ":1:1: this is not JSON")]
    public void A_bad_file_is_named_with_the_place(string text, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.json", text);
        SettingException error = Assert.Throws<SettingException>(() => SettingFile.Apply(path, Settings))!;
        Assert.That(error.Message, Does.StartWith(path + message));
    }
}
