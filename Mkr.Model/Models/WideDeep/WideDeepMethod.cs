namespace Mkr.Model.Models.WideDeep;

/// <summary>How Wide &amp; Deep is trained.</summary>
internal enum WideDeepMethod
{
    /// <summary>Adam.</summary>
    Adam,

    /// <summary>AdaGrad, which its paper takes for the deep part; its sums start at 0.1.</summary>
    AdaGrad,
}
