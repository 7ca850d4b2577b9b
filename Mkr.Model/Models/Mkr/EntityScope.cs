namespace Mkr.Model.Models.Mkr;

/// <summary>S(v): which entities describe an item.</summary>
internal enum EntityScope
{
    /// <summary>Those that the data set links with the item.</summary>
    Linked,

    /// <summary>Those, and their neighbours in the graph: the tails and heads of their triples.</summary>
    Neighbours,
}
