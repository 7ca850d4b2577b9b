using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>How vectors of entities are learnt from a graph alone.</summary>
/// <param name="Model">The model that learns them, by its name in the catalogue: transr, transe, ...</param>
/// <param name="Dim">d, the length of a vector; relations have as long ones.</param>
/// <param name="Epochs">Passes over the triples.</param>
/// <param name="Seed">The seed of all draws.</param>
internal sealed record Pretraining(string Model, int Dim, int Epochs, ulong Seed)
{
    /// <summary>A pretraining that is seeded by a run's source of numbers.</summary>
    public static Pretraining Of(string model, int dim, int epochs, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Pretraining(model, dim, epochs, random.Split("pretrained entities").NextUInt64());
    }
}
