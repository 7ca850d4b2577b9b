using System.Text.Json.Nodes;
using Mkr.Cli.Diagnosis;
using Mkr.Engine;
using Mkr.Engine.Verification;

namespace Mkr.Tests.Cli;

/// <summary>What <c>mkr doctor</c> looks at, and that it notices what is wrong.</summary>
internal sealed class DoctorTests
{
    /// <summary>Here it is called in an environment that something is wrong with: kernels are not compiled at once.</summary>
    [Test]
    public void It_looks_at_everything_and_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        string json = Path.Combine(folder.Path, "doctor.json");
        (int exitCode, string output, string error) = MkrProgram.Run([("DOTNET_TieredCompilation", "1")], "doctor", "--json", json);
        Assert.That(exitCode, Is.EqualTo(1), error);
        JsonNode result = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.That(result["isWell"]!.GetValue<bool>(), Is.False);
        Assert.That(output, Does.Contain("unset DOTNET_TieredCompilation").And.Not.Contain("All is well"));
        Assert.That(
            result["findings"]!.AsArray().Select(finding => finding!["name"]!.GetValue<string>()),
            Is.SupersetOf(new[] { "processor", "vectors", "cores", ".NET", "JIT", "memory", "this folder", "versions", "self-check" }));
        Assert.That(output, Does.Contain("mkr 0.1.0").And.Contain("Spectre.Console 0."));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_noticed()
    {
        Finding found = FolderFindings.Look("folder", "/proc");
        Assert.That(found.Remedy, Does.Contain("from a folder that you may write to"));
        using var folder = new TemporaryFolder();
        Assert.That(FolderFindings.Look("folder", folder.Path).Value, Does.Contain("writable"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty, "no trace is left");
    }

    [Test]
    public void A_wrong_gradient_is_noticed()
    {
        var parameters = new ParameterSet<double>();
        Weight<double> weight = parameters.AddWeight("w", 2, 1);
        weight.CopyFrom([0.5, -1]);
        var tape = new Tape<double>(1);
        _ = new WrongPenalty(tape, weight);
        Assert.That(ProgramFindings.Gradients([new OpCheck("wrong", tape, 1)]).Remedy, Does.Contain("mkr gradcheck"));
        Assert.That(ProgramFindings.Gradients(OpChecks.All().Take(2)).Remedy, Is.Null);
    }

    /// <summary>The sum of a weight's elements, whose gradient it says is 2.</summary>
    private sealed class WrongPenalty(Tape<double> tape, Weight<double> weight) : Loss<double>(tape, "wrong")
    {
        private readonly WeightUse<double> _use = tape.Weights.Use(weight);

        public override void Forward() => Sum += weight[0, 0] + weight[1, 0];

        public override void Backward()
        {
            if (!_use.Adds) _use.Partials.Clear();
            _use.Partials[0] += 2;
            _use.Partials[WeightGradients<double>.Width] += 2;
        }
    }
}
