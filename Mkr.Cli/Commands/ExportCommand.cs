using System.CommandLine;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Export;
using Mkr.Model.Runs;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr export</c>: a trained model for other programs: its network as ONNX, its vectors as NPY, TSV and Parquet.</summary>
internal sealed class ExportCommand
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string> _out = new("--out") { Description = "A new folder for the files", HelpName = "DIR", Required = true };

    private readonly Option<string?> _format = new("--format")
    {
        Description = $"What to write: {string.Join(", ", ExportFormat.All.Select(format => format.Name))} "
            + "[default: all that the model has]",
        HelpName = "FORMAT,...",
    };

    private readonly Option<string?> _json = CommonOptions.Json();

    public static Command Create()
    {
        var export = new ExportCommand();
        Completions.Propose(export._format, () => ExportFormat.All.Select(format => format.Name));
        var command = new Command(
            "export", "Writes a trained model for other programs: its network as ONNX, its vectors with their ids as NPY, TSV and Parquet.")
        {
            export._run, export._out, export._format, export._json,
        };
        command.SetAction(export.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(_json);
        JsonFile.CheckWritable(json);
        IReadOnlyList<ExportFormat>? chosen = parsed.GetValue(_format) is string names
            ? [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()
                .Select(ExportFormat.Find)]
            : null;
        using NewFolder folder = NewFolder.Claim(parsed.GetValue(_out)!);
        using RunFolder run = RunArgument.Open(parsed.GetValue(_run)!);
        var export = new RunExport(run);
        IReadOnlyList<ExportFormat> formats = chosen ?? export.Available;
        export.Check(formats);
        IReadOnlyList<ExportedFile> files = [];
        folder.Write(path => files = export.Write(path, formats));
        var table = new TextTable(("file", -30), ("bytes", 12), ("content", -1));
        Notes.Write(files.Select(file => table.Row(file.Path, file.Bytes, file.Content)).Prepend(table.Header()));
        Notes.Write($"Wrote {folder.Path}.");
        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "export",
            ["model"] = run.Settings.Model.Name,
            ["dataset"] = run.Data.Name,
            ["files"] = new JsonArray([.. files.Select(file => new JsonObject
            {
                ["path"] = file.Path, ["content"] = file.Content, ["bytes"] = file.Bytes,
            })]),
        });
        return ErrorReport.Success;
    }
}
