using System.Buffers;
using System.Numerics.Tensors;
using Mkr.Model.Data;
using Mkr.Model.Metrics;
using Mkr.Model.Models;

namespace Mkr.Model.Evaluation;

/// <summary>Measures CTR prediction: each example is scored once, and all metrics are taken from these scores.</summary>
public static class CtrEvaluator
{
    /// <summary>Small enough to stay in the cache with a model's activations, and to share out the smallest test sets.</summary>
    private const int BlockSize = 4096;

    /// <summary>Evaluates a recommender. Blocks of a fixed size make the result the same, to the bit, for any number of threads.</summary>
    /// <param name="recommender">The recommender; its scores are read as logits.</param>
    /// <param name="examples">Labelled examples of both classes.</param>
    /// <param name="threads">The number of threads that score.</param>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static CtrResult Evaluate(IRecommender recommender, ReadOnlyMemory<Interaction> examples, int threads = 1) =>
        TryEvaluate(recommender, examples, threads)
        ?? throw new ArgumentException($"{recommender.Name} gives some of {examples.Length} examples a score of NaN.", nameof(recommender));

    /// <summary>Evaluates a recommender, unless a score is NaN: then the result is null.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public static CtrResult? TryEvaluate(IRecommender recommender, ReadOnlyMemory<Interaction> examples, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(recommender);
        int count = examples.Length;
        float[] buffer = ArrayPool<float>.Shared.Rent(count);
        try
        {
            BlockSchedule.Run((count + BlockSize - 1) / BlockSize, threads, block =>
            {
                int start = block * BlockSize, length = Math.Min(BlockSize, count - start);
                recommender.ScorePairs(examples.Span.Slice(start, length), buffer.AsSpan(start, length));
            });
            Span<float> scores = buffer.AsSpan(0, count);
            return TensorPrimitives.IsNaNAny(scores) ? null : Measure(scores, examples.Span);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static CtrResult Measure(ReadOnlySpan<float> logits, ReadOnlySpan<Interaction> examples) => new(
        examples.Length,
        AreaUnderCurve.Compute(logits, examples),
        Accuracy.Compute(logits, examples),
        F1Score.Compute(logits, examples),
        LogLoss.Compute(logits, examples));
}
