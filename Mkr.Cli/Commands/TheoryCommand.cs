using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Theory;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr theory</c>: the paper's theorem and propositions, with the numbers that our units give.</summary>
internal static class TheoryCommand
{
    private const int Layers = 5;

    public static Command Create()
    {
        Option<string?> json = CommonOptions.Json();
        var command = new Command(
            "theory", "Shows the paper's theorem 1 and propositions 1 to 3 of the units for L = 1 to 5, with the numbers found.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(string? json)
    {
        JsonFile.CheckWritable(json);
        TheoryResult[] results = [.. TheoryChecks.All(Layers)];
        var table = new TextTable(("statement", -68), ("L", 2), ("expected", 8), ("found", 10), ("", 5));
        Console.WriteLine(table.Header());
        foreach (TheoryResult result in results)
            Console.WriteLine(table.Row(
                result.Statement, result.Layers, Number(result.Expected), Number(result.Found), result.Holds ? "holds" : "FAILS"));
        int failed = results.Count(result => !result.Holds);
        Console.WriteLine($"{results.Length - failed} statements hold, {failed} fail.");
        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "theory",
            ["results"] = new JsonArray([.. results.Select(result => new JsonObject
            {
                ["statement"] = result.Statement,
                ["layers"] = result.Layers,
                ["expected"] = result.Expected,
                ["found"] = JsonFile.Number(result.Found),
                ["holds"] = result.Holds,
            })]),
        });
        return failed == 0 ? ErrorReport.Success : ErrorReport.Failure;
    }

    private static string Number(double value) => Math.Abs(value) is > 0 and < 1e-4
        ? value.ToString("0.0e+00", CultureInfo.InvariantCulture)
        : value.ToString("0.####", CultureInfo.InvariantCulture);
}
