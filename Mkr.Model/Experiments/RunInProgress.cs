using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>A run whose rows are filled in by several threads.</summary>
internal sealed class RunInProgress(ulong seed, RunPart part, int rows)
{
    private readonly ExperimentRow[] _rows = new ExperimentRow[rows];
    private (TrainingResult Training, double Seconds) _model;
    private int _missing = rows;

    /// <summary>What its rows share.</summary>
    public RunPart Part => part;

    /// <summary>The run, once all rows are there.</summary>
    public ExperimentRun Result => new(seed, part.Data, part.Split, _model.Training, _rows, _model.Seconds);

    /// <summary>Tests the model.</summary>
    /// <returns>Whether the run is complete with it.</returns>
    public bool Complete((TrainingResult Training, double Seconds) model, int threads)
    {
        _model = model;
        return Complete(0, model.Training.Recommender.Name, model.Training.Recommender, threads);
    }

    /// <summary>Tests the recommender of a row.</summary>
    /// <returns>Whether the run is complete with it.</returns>
    public bool Complete(int row, string title, IRecommender recommender, int threads)
    {
        float[] scores = new float[part.Split.Test.Length];
        recommender.ScorePairs(part.Split.Test, scores);
        _rows[row] = new ExperimentRow(title, CtrEvaluator.Evaluate(recommender, part.Split.Test, threads), recommender, scores);
        return Interlocked.Decrement(ref _missing) == 0;
    }
}
