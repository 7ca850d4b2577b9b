using System.CommandLine;
using System.Text.Json.Nodes;
using Mkr.Cli.Output;
using Mkr.Cli.Output.Json;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Models;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr models</c>: lists the models.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        Option<string?> json = CommonOptions.Json();
        var command = new Command("models", "Lists the models, a line each.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(string? json)
    {
        JsonFile.CheckWritable(json);
        var table = new TextTable(("model", -11), ("graph", -5), ("what it does", -1));
        Console.WriteLine(table.Header());
        foreach (ModelDefinition model in ModelCatalog.All)
            Console.WriteLine(table.Row(model.Name, model.UsesGraph ? "yes" : string.Empty, model.Summary));
        Notes.Write("`mkr train --model NAME --help` lists a model's settings.");
        JsonFile.Write(json, new JsonObject
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "models",
            ["models"] = new JsonArray([.. ModelCatalog.All.Select(model => new JsonObject
            {
                ["name"] = model.Name,
                ["title"] = model.Title,
                ["summary"] = model.Summary,
                ["source"] = model.Source,
                ["usesGraph"] = model.UsesGraph,
                ["settings"] = new JsonArray([.. model.Settings.Select(setting => new JsonObject
                {
                    ["key"] = setting.Key,
                    ["meaning"] = setting.Meaning,
                    ["group"] = setting.Group.ToString(),
                    ["values"] = setting.Values,
                    ["default"] = setting.Json(model.Defaults),
                })]),
            })]),
        });
        return ErrorReport.Success;
    }
}
