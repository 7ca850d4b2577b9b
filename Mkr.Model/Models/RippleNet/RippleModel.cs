using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// The parameters of RippleNet (Wang et al., CIKM 2018), and what a user's hops make of an item:
/// <code>
/// p_m     = softmax over m of v_k · R[r_m] E[h_m]      v_1 = E[item], over the M triples of hop k
/// o_k     = sum over m of p_m E[t_m]
/// v_(k+1) = o_k, v_k + o_k, o_k T, (v_k + o_k) T, or v_k
/// logit   = v_(H+1) · (sum over k of o_k, or o_H)
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RippleModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A model of zeros.</summary>
    public RippleModel(RippleOptions options, int entities, int relations)
    {
        Options = options;
        Entities = Parameters.AddTable("entity_embedding", entities, options.Dim);
        // Without a graph there are no relations, and none is looked up.
        Relations = Parameters.AddTable("relation_matrix", Math.Max(1, relations), options.Dim * options.Dim);
        if (options.HasTransform) Transform = Parameters.AddWeight("transform", options.Dim, options.Dim);
    }

    /// <summary>The settings.</summary>
    public RippleOptions Options { get; }

    /// <summary>All parameters.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>E [entities x d].</summary>
    public Table<T> Entities { get; }

    /// <summary>R [relations x d²]: matrices, row-major, that act on a head from the left.</summary>
    public Table<T> Relations { get; }

    /// <summary>T [d x d]; null where no hop multiplies by it.</summary>
    public Weight<T>? Transform { get; }

    /// <summary>
    /// Uniform draws, in the limits of the released program: ±√(6 / (entities + d)), ±√(3 / (relations d)) and ±√(3 / d).
    /// </summary>
    public void Initialize(SeededRandom random)
    {
        int dim = Options.Dim, fan = Relations.Rows * dim;
        new XavierUniform().Fill(Entities, random);
        new XavierUniform(fan, fan).Fill(Relations, random);
        if (Transform is not null) new XavierUniform().Fill(Transform, random);
    }

    /// <summary>Makes up all rows' missed steps.</summary>
    public void CatchUp()
    {
        Entities.CatchUp();
        Relations.CatchUp();
    }

    /// <summary>A model of its own, with the present parameters.</summary>
    public RippleModel<T> Copy()
    {
        var copy = new RippleModel<T>(Options, Entities.Rows, Relations.Rows);
        foreach (Parameter<T> parameter in Parameters.Parameters)
        {
            var values = new T[parameter.Count];
            parameter.CopyTo(values);
            copy.Parameters[parameter.Name].CopyFrom(values);
        }

        return copy;
    }

    /// <summary>Records the hops.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="item">v_1.</param>
    /// <param name="products">R[r] E[h] of triples.</param>
    /// <param name="tails">E[t] of the same triples.</param>
    /// <param name="hops">Each hop's triples of each example.</param>
    /// <returns>v_(H+1) and the user's vector, whose inner product is the logit.</returns>
    public (Variable<T> Item, Variable<T> User) RecordHops(
        Tape<T> tape, Variable<T> item, IRowSource<T> products, IRowSource<T> tails, IReadOnlyList<RowBags> hops)
    {
        Variable<T>? user = null;
        foreach (RowBags hop in hops)
        {
            Variable<T> attended = new SoftmaxAttention<T>(tape, item, products, tails, hop).Output;
            user = user is null || !Options.AllHops ? attended : new Add<T>(tape, user, attended).Output;
            item = Update(tape, item, attended);
        }

        // Where the item is replaced by the one hop that counts, the two are the same: an op reads no variable twice.
        return (item, user == item ? new Concat<T>(tape, item).Output : user!);
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        foreach (Parameter<T> parameter in Parameters.Parameters) visitor.Parameter(parameter);
    }

    private Variable<T> Update(Tape<T> tape, Variable<T> item, Variable<T> attended)
    {
        if (Options.ItemUpdate == ItemUpdate.None) return item;
        Variable<T> updated = Options.ItemUpdate is ItemUpdate.Plus or ItemUpdate.PlusTransform
            ? new Add<T>(tape, item, attended).Output
            : attended;
        return Transform is null ? updated : new MatrixProduct<T>(tape, updated, Transform).Output;
    }
}
