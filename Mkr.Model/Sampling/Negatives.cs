namespace Mkr.Model.Sampling;

/// <summary>Where the negatives that a model is trained on come from.</summary>
internal enum Negatives
{
    /// <summary>From the protocol: as many as a user has positives, drawn once; the same in every epoch.</summary>
    Given,

    /// <summary>Redrawn in each epoch, from the items of the training part that are not among the user's training positives.</summary>
    Fresh,
}
