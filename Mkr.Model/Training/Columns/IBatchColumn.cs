using Mkr.Engine;

namespace Mkr.Model.Training.Columns;

/// <summary>What a batch needs and what follows from its examples: an entity of each item, a false tail of each triple.</summary>
internal interface IBatchColumn : IStateful
{
    /// <summary>Fills in what belongs to the first <paramref name="count"/> examples of the batch.</summary>
    void Fill(int count);

    /// <summary>Shows where its draws are; most draw nothing.</summary>
    void IStateful.Visit(StateVisitor visitor)
    {
    }
}
