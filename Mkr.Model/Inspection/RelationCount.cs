namespace Mkr.Model.Inspection;

/// <summary>A relation and how often it occurs.</summary>
/// <param name="Relation">The relation's id.</param>
/// <param name="Triples">The number of its triples.</param>
internal sealed record RelationCount(string Relation, int Triples);
