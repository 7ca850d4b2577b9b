using Mkr.Engine;

namespace Mkr.Model.Models.Mkr;

/// <summary>A false triple (h', r, t') of each true triple of a batch, to be filled with it.</summary>
/// <param name="Heads">The heads h'; null where they are the true ones.</param>
/// <param name="Items">The items v' in S(h'); null where the heads are the true ones, or nothing crosses.</param>
/// <param name="Tails">The tails t'.</param>
internal sealed record FalseTriple(RowNumbers? Heads, RowNumbers? Items, RowNumbers Tails);
