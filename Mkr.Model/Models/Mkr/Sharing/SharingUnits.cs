using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Mkr.Sharing;

/// <summary>
/// The L units of the low layers: [v', e'] = unit(v, e), each of length d. Recommendation goes on with vL, graph embedding with eL.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class SharingUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whether vL depends on e, and eL on v: then either task looks both up.</summary>
    public virtual bool Crosses => true;

    /// <summary>The weights that an L2 term may hold; biases are not among them.</summary>
    public abstract IEnumerable<Weight<T>> Weights { get; }

    /// <summary>Units with parameters of their own, whose names begin with "low" and the layer's number.</summary>
    /// <param name="sharing">The kind.</param>
    /// <param name="parameters">Where the parameters are added.</param>
    /// <param name="layers">L.</param>
    /// <param name="dim">d.</param>
    public static SharingUnits<T> Create(FeatureSharing sharing, ParameterSet<T> parameters, int layers, int dim) => sharing switch
    {
        FeatureSharing.CrossCompress => new CrossCompressUnits<T>(parameters, layers, dim),
        FeatureSharing.CrossNetwork => new CrossNetworkUnits<T>(parameters, layers, dim),
        FeatureSharing.CrossStitch => new CrossStitchUnits<T>(parameters, layers),
        FeatureSharing.None => new NoUnits<T>(),
        _ => throw new ArgumentOutOfRangeException(nameof(sharing), sharing, null),
    };

    /// <summary>Those of <see cref="Weights"/> that an L2 term of the task with this output holds.</summary>
    public IEnumerable<Weight<T>> Penalised(PenaltyScope scope, CrossOutputs output) =>
        scope == PenaltyScope.All ? Weights : WeightsOf(output);

    /// <summary>Those of <see cref="Weights"/> that vL, or eL, depends on.</summary>
    public abstract IEnumerable<Weight<T>> WeightsOf(CrossOutputs output);

    /// <summary>Records the units.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="v">The item's vector; not needed for eL where nothing crosses.</param>
    /// <param name="e">The entity's vector; not needed for vL where nothing crosses.</param>
    /// <param name="output">One of the two outputs.</param>
    /// <returns>vL or eL.</returns>
    public abstract Variable<T> Apply(Tape<T> tape, Variable<T>? v, Variable<T>? e, CrossOutputs output);

    /// <summary>Gives their starting values to the weights that do not start at random.</summary>
    public virtual void Start()
    {
    }

    /// <summary>A vector that the units need.</summary>
    /// <exception cref="ArgumentNullException">It was not looked up.</exception>
    private protected static Variable<T> Needed(Variable<T>? vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return vector;
    }
}
