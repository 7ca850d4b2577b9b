using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Models.Mkr;

namespace Mkr.Model.Evaluation;

/// <summary>
/// The paper's figure for the KGE task: for each triple the root of the mean over the d features of (tL - that)², averaged over the triples; hL is the mean
/// over all items of the head (MKR, equation 7).
/// </summary>
public sealed class KgeRmseEvaluator
{
    private const int Batch = 1024;

    private readonly MkrEncoder<float> _encoder;
    private readonly Table<float> _headVectors;
    private readonly Tape<float> _tape = new(Batch);
    private readonly Lookup<float> _heads;
    private readonly Lookup<float> _relations;
    private readonly Lookup<float> _tails;
    private readonly RootMeanSquareError<float> _rmse;

    /// <summary>An evaluator of <paramref name="model"/>.</summary>
    public KgeRmseEvaluator(MkrModel<float> model, MkrEncoder<float> encoder)
    {
        ArgumentNullException.ThrowIfNull(model);
        _encoder = encoder;
        _headVectors = new ParameterSet<float>().AddTable("head vectors", model.Sizes.Entities, model.Options.Dim);
        _heads = _tape.Lookup(_headVectors);
        _relations = _tape.Lookup(model.Relations);
        _tails = _tape.Lookup(model.Entities);
        var pair = new Concat<float>(_tape, new Embedding<float>(_tape, _heads).Output, new Embedding<float>(_tape, _relations).Output);
        Variable<float> predicted = new Sigmoid<float>(_tape, model.TailPredictor.Apply(_tape, pair.Output)).Output;
        Variable<float> tail = model.TailMlp.Apply(_tape, new Embedding<float>(_tape, _tails).Output);
        _rmse = new RootMeanSquareError<float>(_tape, tail, predicted);
    }

    /// <summary>The figure over <paramref name="triples"/>; NaN where there are none.</summary>
    public double Evaluate(ReadOnlySpan<Triple> triples)
    {
        _headVectors.CopyFrom(_encoder.Heads());
        double sum = 0;
        for (int start = 0; start < triples.Length; start += Batch)
        {
            int count = Math.Min(Batch, triples.Length - start);
            for (int i = 0; i < count; i++)
                (_heads.Rows[i], _relations.Rows[i], _tails.Rows[i]) = triples[start + i];
            _tape.Forward(count);
            sum += _rmse.Value * count;
        }

        return sum / triples.Length;
    }
}
