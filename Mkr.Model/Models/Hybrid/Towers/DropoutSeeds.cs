using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>Draws the seed of each batch's dropout.</summary>
/// <param name="seed">Receives it.</param>
/// <param name="random">The source.</param>
internal sealed class DropoutSeeds(DropoutSeed seed, SeededRandom random) : IBatchColumn
{
    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => random.Visit(visitor);

    /// <inheritdoc/>
    public void Fill(int count) => seed.Value = random.NextUInt64();
}
