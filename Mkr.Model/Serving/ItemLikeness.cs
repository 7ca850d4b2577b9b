using System.Numerics.Tensors;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;

namespace Mkr.Model.Serving;

/// <summary>
/// How alike items are to a model: the correlation over users of their scores, each less the user's mean. It is the same question to every
/// model, whatever it is made of: are these two recommended to the same people?
/// </summary>
/// <remarks>
/// Taken over users drawn from those of the training part, at most <see cref="MostUsers"/>, and as many as fit <see cref="MostScores"/>.
/// An item whose score is the same for all has no likeness.
/// </remarks>
internal sealed class ItemLikeness
{
    private const int MostScores = 1 << 23;
    private const int MostUsers = 512;
    private const ulong Seed = 2019;

    // The standardized scores of each item, a row each, of length 1.
    private readonly float[] _vectors;
    private readonly int _length;
    private readonly bool[] _varies;

    /// <summary>Scores all items for the users that are drawn.</summary>
    public ItemLikeness(ITrainedModel model, PositiveMatrix training)
    {
        int[] users = Draw(training, Math.Clamp(MostScores / model.ItemCount, 1, MostUsers));
        _length = users.Length;
        _vectors = new float[model.ItemCount * _length];
        float[] row = new float[model.ItemCount], means = new float[_length];
        for (int u = 0; u < users.Length; u++)
        {
            model.ScoreAllItems([users[u]], row);
            means[u] = TensorPrimitives.Average<float>(row);
            for (int item = 0; item < row.Length; item++) _vectors[(item * _length) + u] = row[item];
        }

        _varies = new bool[model.ItemCount];
        for (int item = 0; item < _varies.Length; item++) _varies[item] = Standardize(Vector(item), means);
    }

    /// <summary>The likeness of all items to one, NaN where one of the two has none.</summary>
    /// <returns>False where the item itself has none.</returns>
    public bool TryScore(int item, Span<float> scores)
    {
        if (!_varies[item]) return false;
        for (int other = 0; other < scores.Length; other++)
        {
            float correlation = TensorPrimitives.Dot<float>(Vector(item), Vector(other));
            scores[other] = _varies[other] ? Math.Clamp(correlation, -1, 1) : float.NaN;
        }

        return true;
    }

    private Span<float> Vector(int item) => _vectors.AsSpan(item * _length, _length);

    private static int[] Draw(PositiveMatrix training, int count)
    {
        int[] users = [.. Enumerable.Range(0, training.UserCount).Where(user => !training.ItemsOf(user).IsEmpty)];
        new SeededRandom(Seed).Shuffle(users.AsSpan());
        return [.. users.Take(count).Order()];
    }

    /// <summary>Takes the users' means off, makes the mean 0 and the length 1; false where all are the same at the start.</summary>
    private static bool Standardize(Span<float> values, ReadOnlySpan<float> means)
    {
        bool varies = values.ContainsAnyExcept(values[0]);
        TensorPrimitives.Subtract(values, means, values);
        TensorPrimitives.Subtract(values, TensorPrimitives.Sum<float>(values) / values.Length, values);
        float length = TensorPrimitives.Norm<float>(values);
        if (!varies || !(length > 0) || !float.IsFinite(length))
        {
            values.Clear();
            return false;
        }

        TensorPrimitives.Divide(values, length, values);
        return true;
    }
}
