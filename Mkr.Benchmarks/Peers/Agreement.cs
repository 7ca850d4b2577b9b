using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Model.Data;
using Mkr.Model.Models.Mkr;
using static TorchSharp.torch;

namespace Mkr.Benchmarks.Peers;

/// <summary>
/// Checks, before anything is timed, that both programs compute the same: from the same parameters, on the same batches, the losses of the
/// first steps.
/// </summary>
internal static class Agreement
{
    private const int Steps = 5;
    private const double Tolerance = 1e-4;

    /// <summary>Trains both for some steps of either task.</summary>
    /// <exception cref="InvalidOperationException">Their losses differ by more than rounding.</exception>
    public static void Check(
        MkrModel<float> model, TorchMkr torchModel, MkrOptions training, Interaction[] train, ReadOnlySpan<Triple> triples)
    {
        var rs = new MkrRsTask<float>(model, training.BatchSize);
        var kge = new MkrKgeTask<float>(model, training.BatchSize);
        var rsAdam = new Adam<float>(rs.Tape, model.Parameters, new AdamOptions(training.RsRate, RowPolicy.Dense));
        var kgeAdam = new Adam<float>(kge.Tape, model.Parameters, new AdamOptions(training.KgeRate, RowPolicy.Dense));
        int batch = Math.Min(training.BatchSize, Math.Min(train.Length, triples.Length) / Steps);
        for (int step = 0; step < Steps; step++)
        {
            Interaction[] samples = train[(step * batch)..((step + 1) * batch)];
            for (int i = 0; i < batch; i++)
                (rs.Users.Rows[i], rs.Items.Rows[i], rs.Labels.Values[i]) =
                    (samples[i].User, samples[i].Item, samples[i].IsPositive ? 1 : 0);
            double loss = rs.ForwardBackward(batch);
            rsAdam.Step();
            Compare("recommendation", step, loss, torchModel.RsStep(
                tensor(samples.Select(x => (long)x.User).ToArray()), tensor(samples.Select(x => (long)x.Item).ToArray()),
                tensor(samples.Select(x => x.IsPositive ? 1f : 0f).ToArray())));

            Triple[] facts = triples.Slice(step * batch, batch).ToArray();
            for (int i = 0; i < batch; i++)
                (kge.Heads.Rows[i], kge.Relations.Rows[i], kge.Tails.Rows[i]) = facts[i];
            loss = kge.ForwardBackward(batch);
            kgeAdam.Step();
            Compare("KGE", step, loss, torchModel.KgeStep(
                tensor(facts.Select(x => (long)x.Head).ToArray()), tensor(facts.Select(x => (long)x.Relation).ToArray()),
                tensor(facts.Select(x => (long)x.Tail).ToArray())));
        }
    }

    private static void Compare(string task, int step, double expected, Tensor loss)
    {
        double found = loss.item<float>();
        if (Math.Abs(found - expected) > Tolerance * Math.Abs(expected))
            throw new InvalidOperationException(
                $"The {task} loss of step {step + 1} is {expected} in Mkr and {found} in TorchSharp: they compute different things.");
    }
}
