using Mkr.Engine;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Training.Columns;

/// <summary>
/// The rows that an example's row is linked with, of which one is drawn: e from S(v) for each item v, or v from S(h) for each head h.
/// </summary>
/// <param name="given">The rows that are there.</param>
/// <param name="linked">The rows that are drawn.</param>
/// <param name="links">What a row is linked with, at least one.</param>
/// <param name="random">The source of the draws.</param>
internal sealed class LinkedRows(RowNumbers given, RowNumbers linked, RowLinks links, SeededRandom random) : IBatchColumn
{
    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => random.Visit(visitor);

    /// <inheritdoc/>
    public void Fill(int count)
    {
        ReadOnlySpan<int> from = given.Rows[..count];
        Span<int> to = linked.Rows[..count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<int> choices = links(from[i]);
            to[i] = choices.Length == 1 ? choices[0] : choices[random.NextInt32(choices.Length)];
        }
    }
}

/// <summary>What a row is linked with.</summary>
internal delegate ReadOnlySpan<int> RowLinks(int row);
