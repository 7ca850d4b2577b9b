using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Models.Hybrid.Towers;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid;

/// <summary>
/// Computes the vectors of all users, [y; 1], and items, [x; b], from the parameters as they are at the time of the call: the towers'
/// score is their inner product.
/// </summary>
internal sealed class HybridEncoder
{
    private const int Batch = 1024;

    private readonly HybridFacts _facts;
    private readonly Encoded _users;
    private readonly Encoded _items;

    /// <summary>An encoder for <paramref name="model"/>.</summary>
    public HybridEncoder(HybridModel<float> model, HybridFacts facts)
    {
        _facts = facts;
        Length = VectorLength(model.Options);
        var users = new TowerTape<float>(new Tape<float>(Batch), dropout: null, rate: 0);
        var user = new UserTower<float>(users, model, facts, items: null, labels: null);
        _users = new Encoded(users, user.Users, user.Vector, null);
        var items = new TowerTape<float>(new Tape<float>(Batch), dropout: null, rate: 0);
        var item = new ItemTower<float>(items, model, facts, labels: null);
        _items = new Encoded(items, item.Items, item.Vector, item.Bias);
    }

    /// <summary>The length of a vector.</summary>
    public int Length { get; }

    /// <summary>The length of a vector: d + 1.</summary>
    public static int VectorLength(HybridOptions options) => options.Dim + 1;

    /// <summary>The vectors, a row each.</summary>
    public (float[] Users, float[] Items) Encode()
    {
        float[] users = _users.Run(_facts.Positives.UserCount, Length), items = _items.Run(_facts.Positives.ItemCount, Length);
        for (int end = Length - 1; end < users.Length; end += Length) users[end] = 1;
        return (users, items);
    }

    /// <summary>A tower whose output is read.</summary>
    private sealed class Encoded(TowerTape<float> on, RowNumbers owners, Variable<float> vector, Variable<float>? bias)
    {
        private readonly BatchOutput<float> _vectors = new(on.Tape, vector);
        private readonly BatchOutput<float>? _biases = bias is null ? null : new(on.Tape, bias);

        public float[] Run(int rows, int length)
        {
            float[] all = new float[(long)rows * length];
            for (int start = 0; start < rows; start += Batch)
            {
                int count = Math.Min(Batch, rows - start);
                for (int i = 0; i < count; i++) owners.Rows[i] = start + i;
                foreach (IBatchColumn column in on.Columns) column.Fill(count);
                on.Tape.Forward(count);
                for (int i = 0; i < count; i++)
                {
                    Span<float> row = all.AsSpan((start + i) * length, length);
                    _vectors.Values.Slice(i * (length - 1), length - 1).CopyTo(row);
                    if (_biases is not null) row[^1] = _biases.Values[i];
                }
            }

            return all;
        }
    }
}
