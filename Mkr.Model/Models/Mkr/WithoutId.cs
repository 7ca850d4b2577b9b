namespace Mkr.Model.Models.Mkr;

/// <summary>Whose vectors have no row of the id, and are their raw features alone.</summary>
internal enum WithoutId
{
    /// <summary>Nobody's.</summary>
    None,

    /// <summary>The users'.</summary>
    User,

    /// <summary>The items'.</summary>
    Item,

    /// <summary>The users' and the items'.</summary>
    Both,
}
