using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Dkn;

/// <summary>
/// The loss of <see cref="DknModel{T}"/>, recorded: the mean of the cross-entropy of the labels, and l2 / 2 times the squares of all tables
/// and matrices. The titles of a batch, candidates and clicks, are computed once each.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DknTask<T> : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DknModel<T> _model;
    private readonly DknClicks _clicks;
    private readonly DknTexts<T> _texts;
    private readonly RowNumbers _candidates;
    private readonly RowBags _bags;
    private readonly SoftmaxAttention<T>? _inner;
    private readonly AdditiveAttention<T>? _layer;

    /// <summary>Records the loss for batches of up to <paramref name="maxBatch"/> pairs.</summary>
    public DknTask(DknModel<T> model, DknTitles titles, DknClicks clicks, int maxBatch)
    {
        (_model, _clicks, Tape) = (model, clicks, new Tape<T>(maxBatch));
        int longest = Math.Max(1, clicks.Longest), items = titles.Words.Length / titles.Length;
        (Users, Items, _candidates) = (new(maxBatch), new(maxBatch), new(maxBatch));
        _bags = new RowBags(maxBatch, checked(maxBatch * longest));
        Labels = new BatchInput<T>(Tape, "label");
        _texts = new DknTexts<T>(Tape, model, titles, (int)Math.Min(items, (long)maxBatch * (1 + longest)));
        Variable<T> candidate = new SourceRow<T>(Tape, _texts.Vectors, _candidates).Output;
        if (model.AttentionCandidate is null) _inner = new SoftmaxAttention<T>(Tape, candidate, _texts.Vectors, _texts.Vectors, _bags);
        else
        {
            _layer = new AdditiveAttention<T>(Tape, model.AttentionCandidate.Apply(Tape, candidate), _texts.Vectors, _bags,
                model.AttentionClick!, model.AttentionOutput!);
        }

        Logits = Predict(_inner?.Output ?? _layer!.Output, candidate);
        _ = new SigmoidCrossEntropy<T>(Tape, Logits, Labels.Output)
        {
            NegativeWeight = model.Options.NegativeWeight,
            Reduction = Reduction.Mean,
        };
        RecordPenalty(model.Options.L2);
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The user of each pair.</summary>
    public RowNumbers Users { get; }

    /// <summary>The item of each pair, the candidate.</summary>
    public RowNumbers Items { get; }

    /// <summary>The label of each pair.</summary>
    public BatchInput<T> Labels { get; }

    /// <summary>The weights of the clicks of the current tile's users, user after user.</summary>
    public ReadOnlySpan<T> Attention => _inner is null ? _layer!.Weights : _inner.Weights;

    /// <summary>The logits.</summary>
    public Variable<T> Logits { get; }

    /// <summary>Looks up the titles of the batch's candidates and clicks.</summary>
    public void Fill(int count)
    {
        _texts.Begin();
        int end = 0;
        for (int i = 0; i < count; i++)
        {
            int item = Items.Rows[i];
            _candidates.Rows[i] = _texts.Of(item);
            foreach (int click in _clicks[Users.Rows[i]])
                if (!_model.Options.MaskCandidate || click != item) _bags.Rows[end++] = _texts.Of(click);
            _bags.Ends[i] = end;
        }

        _texts.End();
    }

    private Variable<T> Predict(Variable<T> user, Variable<T> candidate)
    {
        if (_model.PredictionHidden is not null)
        {
            Variable<T> both = new Concat<T>(Tape, user, candidate).Output;
            return _model.PredictionOutput!.Apply(Tape, _model.PredictionHidden.Apply(Tape, both));
        }

        Variable<T> product = new InnerProduct<T>(Tape, user, candidate).Output;
        return _model.ScoreBias is null
            ? product
            : new Add<T>(Tape, product, new Embedding<T>(Tape, Tape.Lookup(_model.ScoreBias)).Output).Output;
    }

    private void RecordPenalty(double l2)
    {
        if (l2 == 0) return;
        foreach (Table<T> table in _model.PenalizedTables) _ = new TableL2Penalty<T>(Tape, table) { Scale = l2 };
        _ = new WeightL2Penalty<T>(Tape, _model.PenalizedWeights) { Scale = l2 };
    }
}
