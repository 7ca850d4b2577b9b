namespace Mkr.Model.Models.Hybrid;

/// <summary>What a hybrid attends to, besides its sums.</summary>
internal enum HybridAttention
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The items of the user's history, by how they relate to the candidate.</summary>
    History,

    /// <summary>The candidate's attributes, by how they relate to the user.</summary>
    Attributes,

    /// <summary>Both.</summary>
    Both,
}
