namespace Mkr.Engine;

/// <summary>An optimizer's missed steps on the rows of a storage; see <see cref="Optimizers.RowPolicy.Deferred"/>.</summary>
internal interface IDeferredRows
{
    /// <summary>
    /// Makes up the missed steps of the rows at the given places; the first <paramref name="pairs"/> places are of two rows each.
    /// </summary>
    void CatchUp(ReadOnlySpan<int> places, int pairs);

    /// <summary>Makes up the missed steps of all rows.</summary>
    void CatchUpAll();
}
