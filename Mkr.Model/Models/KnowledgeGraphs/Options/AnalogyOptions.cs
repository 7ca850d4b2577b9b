using Mkr.Engine;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The options of <see cref="Analogy{T}"/>.</summary>
internal sealed record AnalogyOptions : KgeOptions
{
    /// <summary>
    /// The defaults: 0 is a saddle of the score, so that it starts away from it. One against all needs few epochs, which are long.
    /// </summary>
    public AnalogyOptions() => (Start, L2, Patience) = (0.3, 1e-4, 10);

    /// <inheritdoc/>
    internal override TripleFunction<T> CreateFunction<T>(ParameterSet<T> parameters, int relations) => Dim % 4 == 0
        ? new Analogy<T>(parameters, relations, Dim)
        : throw new SettingException($"dim: analogy needs a number that 4 divides, found {Dim}. Give {(Dim + 3) / 4 * 4}.");
}
