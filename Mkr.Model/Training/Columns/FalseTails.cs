using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;

namespace Mkr.Model.Training.Columns;

/// <summary>A tail t' for each triple (h, r, t), drawn uniformly among those that make (h, r, t') false.</summary>
/// <param name="heads">The heads.</param>
/// <param name="relations">The relations.</param>
/// <param name="tails">The true tails.</param>
/// <param name="falseTails">Receives the false ones.</param>
/// <param name="sampler">Knows which triples are true.</param>
/// <param name="random">The source of the draws.</param>
internal sealed class FalseTails(
    RowNumbers heads, RowNumbers relations, RowNumbers tails, RowNumbers falseTails,
    NegativeTripleSampler sampler, SeededRandom random) : IBatchColumn
{
    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => random.Visit(visitor);

    /// <inheritdoc/>
    public void Fill(int count)
    {
        for (int i = 0; i < count; i++)
            falseTails.Rows[i] = sampler.SampleTail(new Triple(heads.Rows[i], relations.Rows[i], tails.Rows[i]), random).Tail;
    }
}
