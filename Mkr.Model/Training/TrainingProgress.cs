namespace Mkr.Model.Training;

/// <summary>How far a training has come, beside the numbers of its state: what a checkpoint keeps as text.</summary>
internal sealed class TrainingProgress
{
    /// <summary>The present attempt, from 1.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>Why earlier attempts were given up.</summary>
    public List<string> Restarts { get; init; } = [];

    /// <summary>The attempt's epochs so far.</summary>
    public List<EpochReport> Epochs { get; init; } = [];

    /// <summary>The steps of the last of them.</summary>
    public int Steps { get; set; }

    /// <summary>The epoch that is kept, from 1; 0 before the first.</summary>
    public int BestEpoch { get; set; }

    /// <summary>Its result on the validation part.</summary>
    public ValidationResult? Best { get; set; }

    /// <summary>The fingerprint of the split that is trained on.</summary>
    public string? Split { get; set; }

    /// <summary>What the parameters started from, a line each; none where they were drawn.</summary>
    public List<string> Start { get; init; } = [];

    /// <summary>The attempt is given up, and another one begins.</summary>
    public void Restart(string reason)
    {
        Restarts.Add(reason);
        Epochs.Clear();
        Start.Clear();
        (Attempt, Steps, BestEpoch, Best) = (Attempt + 1, 0, 0, null);
    }
}
