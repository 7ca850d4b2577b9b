using System.Numerics.Tensors;
using Mkr.Engine.Ops;
using Mkr.Model.Models.KnowledgeGraphs;

namespace Mkr.Model.Models.Mkr.Tails;

/// <summary>f_KG of a tail's vector and a predicted tail, or something that orders tails as it does.</summary>
internal delegate float TailScore(ReadOnlySpan<float> tail, ReadOnlySpan<float> predicted);

/// <summary>The score functions on vectors: what ranks many tails.</summary>
internal static class TailScores
{
    /// <summary>
    /// How a function compares: by its similarity, as of sigmoid(t · p) the inner product, which orders tails alike and does not saturate;
    /// without one by <paramref name="score"/>.
    /// </summary>
    public static TailScore Of(TripleFunction<float> function, ScoreFunction score) =>
        function.HasSimilarity ? Of(function.Similarity) : score == ScoreFunction.Cosine ? Cosine : Divergence;

    private static TailScore Of(Similarity similarity) => similarity switch
    {
        Similarity.InnerProduct => TensorPrimitives.Dot,
        Similarity.L1 => Manhattan,
        Similarity.L2 or Similarity.SquaredL2 => (key, query) => -TensorPrimitives.Distance(key, query),
        _ => throw new ArgumentOutOfRangeException(nameof(similarity), similarity, null),
    };

    private static float Manhattan(ReadOnlySpan<float> key, ReadOnlySpan<float> query)
    {
        float sum = 0;
        for (int j = 0; j < key.Length; j++) sum -= MathF.Abs(key[j] - query[j]);
        return sum;
    }

    private static float Cosine(ReadOnlySpan<float> tail, ReadOnlySpan<float> predicted)
    {
        float lengths = TensorPrimitives.Norm(tail) * TensorPrimitives.Norm(predicted);
        return lengths > 0 ? TensorPrimitives.Dot(tail, predicted) / lengths : 0;
    }

    private static float Divergence(ReadOnlySpan<float> tail, ReadOnlySpan<float> predicted)
    {
        float sum = 0, normT = LogSum(tail), normP = LogSum(predicted);
        for (int j = 0; j < tail.Length; j++)
        {
            float logT = tail[j] - normT;
            sum += MathF.Exp(logT) * (predicted[j] - normP - logT);
        }

        return sum;
    }

    private static float LogSum(ReadOnlySpan<float> x)
    {
        float largest = TensorPrimitives.Max(x), sum = 0;
        foreach (float value in x) sum += MathF.Exp(value - largest);
        return largest + MathF.Log(sum);
    }
}
