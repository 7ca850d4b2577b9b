using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>A model of a knowledge graph alone: vectors of entities, and a function of triples with its parameters of relations.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class KgeModel<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Table<T>[] _tables;

    /// <summary>A model whose parameters are all zero.</summary>
    /// <param name="options">The function, and how it is trained.</param>
    /// <param name="entities">The number of entities.</param>
    /// <param name="relations">The number of relations.</param>
    public KgeModel(KgeOptions options, int entities, int relations)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Entities = Parameters.AddTable("entity_embedding", entities, options.Dim);
        Function = options.CreateFunction(Parameters, relations);
        _tables = [Entities, .. Function.Tables];
    }

    /// <summary>The function, and how it is trained.</summary>
    public KgeOptions Options { get; }

    /// <summary>All parameters.</summary>
    public ParameterSet<T> Parameters { get; } = new();

    /// <summary>The vectors of entities [entities x d].</summary>
    public Table<T> Entities { get; }

    /// <summary>The function of triples.</summary>
    public TripleFunction<T> Function { get; }

    /// <summary>Draws the first parameters.</summary>
    public void Initialize(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        IInitializer start = Options.Start is double deviation ? new Normal(deviation) : new XavierUniform();
        start.Fill(Entities, random.Split(Entities.Name));
        Function.Initialize(start, random);
    }

    /// <summary>Has the constraints of the options obeyed, now and after each step of <paramref name="optimizer"/>.</summary>
    public void Constrain(Optimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (Options.Constraint == EntityConstraint.None) return;
        optimizer.Constrain(Entities, Options.Constraint == EntityConstraint.Unit ? new UnitRows<T>() : new BallRows<T>());
        foreach ((Table<T> table, IRowConstraint<T> constraint) in Function.Constraints()) optimizer.Constrain(table, constraint);
    }

    /// <summary>Makes up all rows' missed steps.</summary>
    public void CatchUp()
    {
        foreach (Table<T> table in _tables) table.CatchUp();
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        foreach (Parameter<T> parameter in Parameters.Parameters) visitor.Parameter(parameter);
    }
}
