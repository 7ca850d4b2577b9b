namespace Mkr.Engine.Optimizers;

/// <summary>An optimizer's missed steps on a table's rows; see <see cref="RowPolicy.Deferred"/>.</summary>
internal interface IDeferredRows
{
    /// <summary>Makes up the missed steps of the given rows.</summary>
    void CatchUp(ReadOnlySpan<int> rows);

    /// <summary>Makes up the missed steps of all rows.</summary>
    void CatchUpAll();
}
