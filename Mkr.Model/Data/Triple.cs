namespace Mkr.Model.Data;

/// <summary>One fact of the knowledge graph, in the order head, relation, tail.</summary>
/// <param name="Head">The head entity's index.</param>
/// <param name="Relation">The relation's index.</param>
/// <param name="Tail">The tail entity's index.</param>
public readonly record struct Triple(int Head, int Relation, int Tail);
