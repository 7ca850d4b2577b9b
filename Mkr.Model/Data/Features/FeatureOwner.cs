namespace Mkr.Model.Data;

/// <summary>What raw features describe.</summary>
public enum FeatureOwner
{
    /// <summary>Users, by their index.</summary>
    User,

    /// <summary>Items, by their index.</summary>
    Item,

    /// <summary>Entities of the graph, by their index.</summary>
    Entity,

    /// <summary>Relations of the graph, by their index.</summary>
    Relation,
}
