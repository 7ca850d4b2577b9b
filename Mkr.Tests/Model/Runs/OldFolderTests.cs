using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Runs;

/// <summary>A folder that version 0.1.0 has written, on 30 users and 24 items, still opens.</summary>
public sealed class OldFolderTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Model", "Runs", "Version010");

    /// <summary>The AUC is what the old program printed for it.</summary>
    [Test]
    public void Opens_and_scores_as_it_did()
    {
        using RunFolder run = RunFolder.Open(Folder);
        Assert.That((run.Settings.Model.Name, run.Settings.Split.Protocol.Name, run.Seed), Is.EqualTo(("mkr", "paper", 1UL)));
        Assert.That(run.Settings.Text("dim"), Is.EqualTo("4"));
        Assert.That(run.Settings.Split.Graph, Is.EqualTo(GraphUse.Given));
        Assert.That(CtrEvaluator.Evaluate(run.Recommender, run.Split.Test).Auc, Is.EqualTo(0.4625).Within(1e-12));
        Assert.That(UnseenItems.Best(run.Recommender, run.Data, user: 1, count: 3), Has.Count.EqualTo(3));
    }

    [Test]
    public void A_run_without_its_kge_task_is_one_without_triples()
    {
        using var copy = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy.Path, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        string config = Path.Combine(copy.Path, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"kge\": \"on\"", "\"kge\": \"off\"", StringComparison.Ordinal));
        using RunFolder run = RunFolder.Open(copy.Path);
        Assert.That(run.Data.Graph.Triples.Length, Is.Zero);
    }
}
