using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Engine.Verification;
using Mkr.Model.Models;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr gradcheck</c>: compares every gradient with finite differences, in double.</summary>
internal static class GradCheckCommand
{
    public static Command Create()
    {
        Option<string?> json = CommonOptions.Json();
        var command = new Command("gradcheck",
            "Compares the gradient of every op, every loss and the losses of all models with finite differences, in double.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(string? json)
    {
        JsonFile.CheckWritable(json);
        var table = new TextTable(("check", -44), ("derivatives", 11), ("largest relative error", 22), ("in", -24), ("", 4));
        Console.WriteLine(table.Header());
        var checks = new JsonArray();
        int failed = 0;
        double largest = 0;
        foreach (OpCheck check in OpChecks.All().Concat(ModelCatalog.All.SelectMany(model => model.GradientChecks())))
        {
            IReadOnlyList<GradientCheckResult> results = check.Run();
            GradientCheckResult worst = results.MaxBy(r => r.RelativeError)!;
            bool passed = worst.RelativeError <= GradientCheck.Tolerance;
            if (!passed) failed++;
            largest = Math.Max(largest, worst.RelativeError);
            string error = worst.RelativeError.ToString("0.0e+00", CultureInfo.InvariantCulture);
            Console.WriteLine(table.Row(check.Name, results.Sum(r => r.Elements), error, worst.Parameter, passed ? "ok" : "FAIL"));
            if (!passed)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  analytic {worst.Analytic:R}, numeric {worst.Numeric:R}"));
            checks.Add(new JsonObject
            {
                ["name"] = check.Name,
                ["derivatives"] = results.Sum(r => r.Elements),
                ["largestRelativeError"] = JsonFile.Number(worst.RelativeError),
                ["parameter"] = worst.Parameter,
                ["passed"] = passed,
            });
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{checks.Count - failed} checks passed, {failed} failed; "
            + $"largest relative error {largest:0.0e+00}, allowed {GradientCheck.Tolerance:0e+00}."));
        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "gradcheck",
            ["tolerance"] = GradientCheck.Tolerance,
            ["largestRelativeError"] = JsonFile.Number(largest),
            ["failed"] = failed,
            ["checks"] = checks,
        });
        return failed == 0 ? ErrorReport.Success : ErrorReport.Failure;
    }
}
