using System.CommandLine;
using System.Text.Json.Nodes;
using Mkr.Cli.Diagnosis;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr doctor</c>: looks at the machine, the folders and the program itself, and says what to do.</summary>
internal static class DoctorCommand
{
    private const int NameWidth = 17;

    public static Command Create()
    {
        Option<string?> json = CommonOptions.Json();
        var command = new Command(
            "doctor", "Looks at the processor, memory, folders and versions, checks a few gradients, and says what to do.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(string? json)
    {
        JsonFile.CheckWritable(json);
        Finding[] findings =
            [.. ProcessorFindings.All(), .. MemoryFindings.All(), .. FolderFindings.All(), .. ProgramFindings.All()];
        foreach (Finding finding in findings) Console.WriteLine($"{finding.Name.PadRight(NameWidth)} {finding.Value}");
        string[] remedies = [.. findings.Select(finding => finding.Remedy).OfType<string>()];
        if (remedies.Length == 0) Console.WriteLine("All is well.");
        foreach (string remedy in remedies) Console.WriteLine(remedy);
        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "doctor",
            ["isWell"] = remedies.Length == 0,
            ["findings"] = new JsonArray([.. findings.Select(finding => new JsonObject
            {
                ["name"] = finding.Name,
                ["value"] = finding.Value,
                ["remedy"] = finding.Remedy,
            })]),
        });
        return remedies.Length == 0 ? ErrorReport.Success : ErrorReport.Failure;
    }
}
