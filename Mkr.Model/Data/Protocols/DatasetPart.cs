using Mkr.Model.Training;

namespace Mkr.Model.Data.Protocols;

/// <summary>A part of a <see cref="DatasetSplit"/>.</summary>
internal enum DatasetPart
{
    /// <summary>What models learn from.</summary>
    Train,

    /// <summary>What hyper-parameters are chosen by.</summary>
    Validation,

    /// <summary>What results are reported on.</summary>
    Test,
}
