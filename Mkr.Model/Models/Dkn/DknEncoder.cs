using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.LinearAlgebra;

namespace Mkr.Model.Models.Dkn;

/// <summary>Computes what scoring needs of a trained <see cref="DknModel{T}"/>, once an item.</summary>
internal static class DknEncoder
{
    private const int Chunk = 1024;

    /// <summary>The vectors of all titles, and what the layers make of them.</summary>
    public static DknItems Encode<T>(DknModel<T> model, DknTitles titles)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var items = new DknItems(model.Options, titles.Words.Length / titles.Length);
        EncodeTitles(model, titles, items);
        if (model.AttentionCandidate is not null)
        {
            Multiply(items, model.AttentionClick!, 0, null, items.Attention!.Clicks);
            Multiply(items, model.AttentionCandidate.Weight, 0, model.AttentionCandidate.Bias, items.Attention.Candidates);
            Numbers(model.AttentionOutput!).CopyTo(items.Attention.Output, 0);
        }

        if (model.PredictionHidden is not null)
        {
            Multiply(items, model.PredictionHidden.Weight, 0, null, items.Prediction!.Clicks);
            Multiply(items, model.PredictionHidden.Weight, model.Columns, model.PredictionHidden.Bias, items.Prediction.Candidates);
            Numbers(model.PredictionOutput!.Weight).CopyTo(items.Prediction.Output, 0);
            items.Bias[0] = Numbers(model.PredictionOutput.Bias)[0];
        }
        else if (model.ScoreBias is not null) items.Bias[0] = Numbers(model.ScoreBias)[0];

        return items;
    }

    private static void EncodeTitles<T>(DknModel<T> model, DknTitles titles, DknItems items)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = new Tape<T>(1);
        var texts = new DknTexts<T>(tape, model, titles, Math.Min(Chunk, items.Count));
        for (int start = 0; start < items.Count; start += Chunk)
        {
            int end = Math.Min(start + Chunk, items.Count);
            texts.Begin();
            for (int item = start; item < end; item++) texts.Of(item);
            texts.End();
            tape.Forward(1);
            for (int item = start; item < end; item++)
            {
                Span<float> title = items.Titles[item];
                ReadOnlySpan<T> vector = texts.Vectors[item - start];
                for (int j = 0; j < title.Length; j++) title[j] = float.CreateTruncating(vector[j]);
            }
        }
    }

    /// <summary>The product of all titles with rows of a weight, and a bias.</summary>
    private static void Multiply<T>(DknItems items, Weight<T> weight, int firstRow, Weight<T>? bias, RowMatrix<float> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        float[] numbers = Numbers(weight), start = bias is null ? new float[result.Columns] : Numbers(bias);
        var right = new RowMatrix<float>(items.Titles.Columns, result.Columns);
        for (int row = 0; row < items.Titles.Columns; row++)
            numbers.AsSpan((firstRow + row) * result.Columns, result.Columns).CopyTo(right[row]);
        for (int item = 0; item < items.Count; item++) start.CopyTo(result[item]);
        result.AddProduct(items.Titles, items.Count, right);
    }

    private static float[] Numbers<T>(Parameter<T> parameter)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] values = new T[parameter.Count];
        parameter.CopyTo(values);
        return [.. values.Select(float.CreateTruncating)];
    }
}
