namespace Mkr.Model.Models.Hybrid;

/// <summary>What a hybrid is trained for.</summary>
internal enum PairGoal
{
    /// <summary>To predict clicks: towers and head learn each pair's label (cross-entropy).</summary>
    Clicks,

    /// <summary>To rank: towers and head learn to put a positive before its negatives (softmax; of one negative, BPR).</summary>
    Ranking,
}
