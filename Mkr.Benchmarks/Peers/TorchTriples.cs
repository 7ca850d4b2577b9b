using Mkr.Engine;
using Mkr.Model.Models.KnowledgeGraphs;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mkr.Benchmarks.Peers;

/// <summary>
/// A training step of TransE (Euclidean) and of RESCAL on TorchSharp, with the margin loss and one false triple for each true one: all
/// entities of a step are one gather, a relation's matrix is copied once for both triples, and Adam is one call.
/// </summary>
internal sealed class TorchTriples
{
    private readonly bool _isBilinear;
    private readonly double _margin;
    private readonly int _dim;
    private readonly Parameter _entities;
    private readonly Parameter _relations;
    private readonly FusedAdam _adam;

    /// <summary>The model with the same parameters as <paramref name="model"/>.</summary>
    public TorchTriples(KgeModel<float> model)
    {
        _isBilinear = model.Options is RescalOptions;
        (_margin, _dim) = (model.Options.Margin, model.Options.Dim);
        _entities = Parameter(model.Entities);
        _relations = Parameter(model.Function.Tables[0]);
        _adam = new FusedAdam(model.Options.Rate, _entities, _relations);
    }

    /// <summary>A step: the mean of max(0, margin - s(h, r, t) + s(h', r, t')).</summary>
    /// <returns>The loss, a scalar.</returns>
    public Tensor Step(Tensor heads, Tensor relations, Tensor tails, Tensor falseHeads, Tensor falseTails)
    {
        using DisposeScope scope = NewDisposeScope();
        long batch = heads.shape[0];
        Tensor entities = _entities.index_select(0, cat([heads, falseHeads, tails, falseTails])).view(2, 2, batch, _dim);
        Tensor scores = _isBilinear ? Bilinear(entities, relations, batch) : Translation(entities, relations);
        Tensor loss = (_margin - scores[0] + scores[1]).relu().mean();
        _adam.Clear();
        loss.backward();
        _adam.Step();
        return loss.detach().MoveToOuterDisposeScope();
    }

    /// <summary>[true or false, batch].</summary>
    private Tensor Translation(Tensor entities, Tensor relations) =>
        (entities[0] + _relations.index_select(0, relations) - entities[1]).norm(2, false, 2).neg();

    private Tensor Bilinear(Tensor entities, Tensor relations, long batch)
    {
        Tensor matrices = _relations.index_select(0, relations).view(batch, _dim, _dim);
        return (bmm(entities[0].transpose(0, 1), matrices).transpose(0, 1) * entities[1]).sum(2);
    }

    private static Parameter Parameter(Table<float> table)
    {
        float[] values = new float[table.Count];
        table.CopyTo(values);
        return new Parameter(tensor(values, table.Rows, table.Columns));
    }
}
