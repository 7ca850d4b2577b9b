using Mkr.Model.Data;

namespace Mkr.Model.Models;

/// <summary>
/// What the rows of a model's parameters stand for, such as the users: so that they find their way to data in which the same users have
/// other numbers. A parameter that is not named has rows of no such kind, as a layer has.
/// </summary>
internal sealed class RowIds
{
    private readonly Dictionary<string, (string Kind, IReadOnlyList<string> Ids)> _parameters = [];

    /// <summary>The kind of a parameter's rows and the id of each; null where they have none.</summary>
    public (string Kind, IReadOnlyList<string> Ids)? Of(string parameter) =>
        _parameters.TryGetValue(parameter, out (string, IReadOnlyList<string>) rows) ? rows : null;

    /// <summary>The same, with the ids of a vocabulary for the rows of parameters.</summary>
    /// <param name="kind">What they are, in messages: "users".</param>
    /// <param name="ids">The ids, in the order of the rows.</param>
    /// <param name="parameters">The parameters' names; one that the model does not have does no harm.</param>
    public RowIds Add(string kind, Vocabulary ids, params ReadOnlySpan<string> parameters)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Add(kind, [.. Enumerable.Range(0, ids.Count).Select(i => ids[i])], parameters);
    }

    /// <inheritdoc cref="Add(string, Vocabulary, ReadOnlySpan{string})"/>
    public RowIds Add(string kind, IReadOnlyList<string> ids, params ReadOnlySpan<string> parameters)
    {
        foreach (string parameter in parameters) _parameters[parameter] = (kind, ids);
        return this;
    }
}
