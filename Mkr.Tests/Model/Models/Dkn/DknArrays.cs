using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Model.Models.Dkn;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Dkn;

/// <summary>
/// What the golden files have of each parameter. Their filters are an array a window, [word of the window x channels x F], and the
/// attention's layer is one matrix; ours are an array a channel, and two halves.
/// </summary>
internal sealed class DknArrays(DknModel<double> model)
{
    public double[] Of(Parameter<double> parameter, JsonNode arrays) => parameter.Name switch
    {
        "word_filters.weight" => Filters(arrays, 0, parameter.Rows),
        "entity_filters.weight" => Filters(arrays, model.Words.Columns, parameter.Rows),
        "context_filters.weight" => Filters(arrays, model.Words.Columns + model.Entities.Columns, parameter.Rows),
        "filters.bias" => [.. model.Windows.SelectMany(window => Numbers(arrays, $"filter{window}.bias"))],
        "attention_click.weight" => Numbers(arrays, "attention0.weight")[..parameter.Count],
        "attention_candidate.weight" => Numbers(arrays, "attention0.weight")[parameter.Count..],
        "attention_candidate.bias" => Numbers(arrays, "attention0.bias"),
        "prediction.weight" => Numbers(arrays, "predict0.weight"),
        "prediction.bias" => Numbers(arrays, "predict0.bias"),
        "prediction_out.weight" => Numbers(arrays, "predict_out.weight"),
        "prediction_out.bias" => Numbers(arrays, "predict_out.bias"),
        "context_transform.weight" => Numbers(arrays, "transform_context.weight"),
        "context_transform.bias" => Numbers(arrays, "transform_context.bias"),
        _ => Numbers(arrays, parameter.Name),
    };

    private static double[] Numbers(JsonNode arrays, string name) => GoldenTrajectory.Numbers(arrays[name]!);

    private double[] Filters(JsonNode arrays, int firstChannel, int channels) =>
        [.. Enumerable.Range(firstChannel, channels).SelectMany(channel => model.Windows.SelectMany(window =>
            Enumerable.Range(0, window).SelectMany(word => GoldenTrajectory.Numbers(arrays[$"filter{window}.weight"]![word]![channel]!))))];
}
