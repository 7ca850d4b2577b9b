using Mkr.Engine;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The options of <see cref="Rescal{T}"/>.</summary>
internal sealed record RescalOptions : KgeOptions
{
    /// <summary>
    /// The defaults: 0 is a saddle of the score, so that it starts away from it. One against all needs few epochs, which are long.
    /// </summary>
    public RescalOptions() => (Start, L2, Patience) = (0.3, 1e-4, 10);

    /// <inheritdoc/>
    internal override TripleFunction<T> CreateFunction<T>(ParameterSet<T> parameters, int relations) =>
        new Rescal<T>(parameters, relations, Dim);
}
