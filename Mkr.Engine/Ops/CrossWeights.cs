using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>The six trainable vectors of a cross&amp;compress unit (MKR, equation 2), each of length d.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="VV">WeightVV: compresses C along e into v'.</param>
/// <param name="EV">WeightEV: compresses C along v into v'.</param>
/// <param name="VE">WeightVE: compresses C along e into e'.</param>
/// <param name="EE">WeightEE: compresses C along v into e'.</param>
/// <param name="BiasV">BiasV: added to v'.</param>
/// <param name="BiasE">BiasE: added to e'.</param>
public sealed record CrossWeights<T>(Weight<T> VV, Weight<T> EV, Weight<T> VE, Weight<T> EE, Weight<T> BiasV, Weight<T> BiasE)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>All six, in the order of the constructor.</summary>
    public IReadOnlyList<Weight<T>> All => [VV, EV, VE, EE, BiasV, BiasE];

    /// <summary>Those that are not biases.</summary>
    public IReadOnlyList<Weight<T>> Matrices => [VV, EV, VE, EE];

    /// <summary>
    /// Adds the six vectors of length <paramref name="dim"/> to <paramref name="parameters"/>, under names that begin with
    /// <paramref name="prefix"/>.
    /// </summary>
    public static CrossWeights<T> Create(ParameterSet<T> parameters, string prefix, int dim)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new CrossWeights<T>(
            parameters.AddWeight(prefix + "weight_vv", dim, 1),
            parameters.AddWeight(prefix + "weight_ev", dim, 1),
            parameters.AddWeight(prefix + "weight_ve", dim, 1),
            parameters.AddWeight(prefix + "weight_ee", dim, 1),
            parameters.AddWeight(prefix + "bias_v", 1, dim),
            parameters.AddWeight(prefix + "bias_e", 1, dim));
    }
}
