namespace Mkr.Model.Models.Mkr;

/// <summary>Which end of a true triple is replaced to make it false.</summary>
internal enum FalseSide
{
    /// <summary>The tail, as in the paper: a head has to be an item's entity.</summary>
    Tail,

    /// <summary>By a coin the tail, by any entity, or the head, by an item's entity and an item of it.</summary>
    Both,
}
