using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid;

/// <summary>The vectors of all users and items: the towers' score is their inner product.</summary>
internal sealed class HybridEncoder
{
    private const int Batch = 256;

    private readonly HybridFacts _facts;
    private readonly HybridTask<float> _task;
    private readonly BatchOutput<float>[] _users;
    private readonly BatchOutput<float>[] _items;
    private readonly BatchOutput<float>? _bias;
    private readonly int _dim;

    public HybridEncoder(HybridModel<float> model, HybridFacts facts)
    {
        _facts = facts;
        _dim = model.Options.Dim;
        _task = new HybridTask<float>(model, facts, Batch, isTraining: false);
        _users = [.. _task.UserVector.Select(x => new BatchOutput<float>(_task.Tape, x))];
        _items = [.. _task.ItemVector.Select(x => new BatchOutput<float>(_task.Tape, x))];
        _bias = _task.Bias is null ? null : new BatchOutput<float>(_task.Tape, _task.Bias);
        Length = (_users.Length * _dim) + 1;
    }

    public int Length { get; }

    public (float[] Users, float[] Items) Encode()
    {
        int users = _facts.Positives.UserCount, items = _facts.Positives.ItemCount;
        float[] userVectors = new float[users * Length], itemVectors = new float[items * Length];
        for (int start = 0; start < Math.Max(users, items); start += Batch)
        {
            int count = Math.Min(Batch, Math.Max(users, items) - start);
            for (int i = 0; i < count; i++)
            {
                _task.Users.Rows[i] = Math.Min(start + i, users - 1);
                _task.Items.Rows[i] = Math.Min(start + i, items - 1);
            }

            foreach (IBatchColumn column in _task.Columns) column.Fill(count);
            _task.Tape.Forward(count);
            Copy(_users, null, userVectors, start, Math.Min(count, users - start));
            Copy(_items, _bias, itemVectors, start, Math.Min(count, items - start));
        }

        for (int user = 0; user < users; user++) userVectors[(user * Length) + Length - 1] = 1;
        return (userVectors, itemVectors);
    }

    private void Copy(BatchOutput<float>[] parts, BatchOutput<float>? bias, float[] vectors, int start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Span<float> vector = vectors.AsSpan((start + i) * Length, Length);
            for (int p = 0; p < parts.Length; p++) parts[p].Values.Slice(i * _dim, _dim).CopyTo(vector[(p * _dim)..]);
            if (bias is not null) vector[^1] = bias.Values[i];
        }
    }
}
