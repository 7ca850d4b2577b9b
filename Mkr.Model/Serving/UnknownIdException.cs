using Mkr.Model.Settings;

namespace Mkr.Model.Serving;

/// <summary>A name that the model does not know.</summary>
public abstract class UnknownIdException : Exception
{
    private const int NearCount = 3;

    private readonly string _kind;
    private readonly Lazy<string[]> _near;

    private protected UnknownIdException(string kind, string id, IEnumerable<string> known)
    {
        (_kind, Id) = (kind, id);
        // Looked for when somebody reads it: a server answers many wrong ids, and reads none.
        _near = new Lazy<string[]>(() => Nearest.Few(id, known, NearCount));
    }

    /// <summary>The name.</summary>
    public string Id { get; }

    /// <summary>Those names among the known ones that are most like it.</summary>
    public IReadOnlyList<string> Near => _near.Value;

    /// <inheritdoc/>
    public override string Message =>
        $"There is no {_kind} '{Id}' in this model." + (Near.Count == 0 ? string.Empty : $" Did you mean '{string.Join("', '", Near)}'?");
}

/// <summary>There is no user of this id.</summary>
public sealed class UnknownUserException : UnknownIdException
{
    internal UnknownUserException(string id, IEnumerable<string> known)
        : base("user", id, known)
    {
    }
}

/// <summary>There is no item of this id.</summary>
public sealed class UnknownItemException : UnknownIdException
{
    internal UnknownItemException(string id, IEnumerable<string> known)
        : base("item", id, known)
    {
    }
}

/// <summary>Items have no such field or relation, or none has the value.</summary>
public sealed class UnknownCategoryException : UnknownIdException
{
    internal UnknownCategoryException(string kind, string id, IEnumerable<string> known)
        : base(kind, id, known)
    {
    }
}
