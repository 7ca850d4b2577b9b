using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Mkr.Prediction;

/// <summary>Scores by an f_RS that has parameters of its own, on the vectors uL and vL (MKR, equation 6).</summary>
internal sealed class PredictorScorer : IPairScorer
{
    private const int Batch = 1024;
    private readonly int _itemCount;
    private readonly ThreadLocal<Scorer> _scorer;

    /// <summary>A scorer from the vectors uL and vL, a row each, and a copy of the predictor's weights.</summary>
    public PredictorScorer(MkrModel<float> model, float[] users, float[] items)
    {
        _itemCount = model.Sizes.Items;
        var parameters = new ParameterSet<float>();
        PairPredictor<float> predictor = PairPredictor<float>.Create(model.Options, parameters)!;
        foreach (Weight<float> weight in parameters.Parameters.OfType<Weight<float>>())
            weight.CopyFrom(((Weight<float>)model.Parameters[weight.Name]).Values);
        Table<float> userVectors = parameters.AddTable("user vectors", model.Sizes.Users, model.Options.Dim);
        Table<float> itemVectors = parameters.AddTable("item vectors", model.Sizes.Items, model.Options.Dim);
        userVectors.CopyFrom(users);
        itemVectors.CopyFrom(items);
        _scorer = new ThreadLocal<Scorer>(() => new Scorer(predictor, userVectors, itemVectors));
    }

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        Scorer scorer = _scorer.Value!;
        for (int start = 0; start < pairs.Length; start += Batch)
        {
            int count = Math.Min(Batch, pairs.Length - start);
            for (int i = 0; i < count; i++)
                scorer.Set(i, pairs[start + i].User, pairs[start + i].Item);
            scorer.Run(scores.Slice(start, count));
        }
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        Scorer scorer = _scorer.Value!;
        for (int u = 0; u < users.Length; u++)
        {
            for (int start = 0; start < _itemCount; start += Batch)
            {
                int count = Math.Min(Batch, _itemCount - start);
                for (int i = 0; i < count; i++)
                    scorer.Set(i, users[u], start + i);
                scorer.Run(scores.Slice((u * _itemCount) + start, count));
            }
        }
    }

    /// <summary>Frees the threads' buffers.</summary>
    public void Dispose() => _scorer.Dispose();

    /// <summary>The recorded predictor; one a thread, since a tape has state.</summary>
    private sealed class Scorer
    {
        private readonly Tape<float> _tape = new(Batch);
        private readonly Lookup<float> _users;
        private readonly Lookup<float> _items;
        private readonly BatchOutput<float> _logits;

        public Scorer(PairPredictor<float> predictor, Table<float> users, Table<float> items)
        {
            _users = _tape.Lookup(users);
            _items = _tape.Lookup(items);
            Variable<float> user = new Embedding<float>(_tape, _users).Output, item = new Embedding<float>(_tape, _items).Output;
            _logits = new BatchOutput<float>(_tape, predictor.Apply(_tape, user, item));
        }

        public void Set(int position, int user, int item)
        {
            _users.Rows[position] = user;
            _items.Rows[position] = item;
        }

        public void Run(Span<float> scores)
        {
            _tape.Forward(scores.Length);
            _logits.Values.CopyTo(scores);
        }
    }
}
