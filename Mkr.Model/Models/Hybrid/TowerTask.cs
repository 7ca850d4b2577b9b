using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Models.Hybrid.Towers;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid;

/// <summary>A task that is recorded on the towers: what a batch of it is filled into.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class TowerTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A task on a tape.</summary>
    /// <param name="model">The parameters.</param>
    /// <param name="facts">What is known of users and items.</param>
    /// <param name="tape">The tape.</param>
    /// <param name="seed">What the dropout is random by.</param>
    protected TowerTask(HybridModel<T> model, HybridFacts facts, Tape<T> tape, DropoutSeed seed)
    {
        (Model, Facts, Seed) = (model, facts, seed);
        On = new TowerTape<T>(tape, seed, model.Options.Dropout);
        Labels = new BatchInput<T>(tape, "label");
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape => On.Tape;

    /// <summary>The item of each example.</summary>
    public abstract RowNumbers Items { get; }

    /// <summary>The label of each example.</summary>
    public BatchInput<T> Labels { get; }

    /// <summary>What the dropout is random by.</summary>
    public DropoutSeed Seed { get; }

    /// <summary>Complete a batch whose owners and labels are there.</summary>
    public IReadOnlyList<IBatchColumn> Columns => On.Columns;

    /// <summary>The parameters.</summary>
    protected HybridModel<T> Model { get; }

    /// <summary>What is known of users and items.</summary>
    protected HybridFacts Facts { get; }

    /// <summary>The tape and its columns.</summary>
    protected TowerTape<T> On { get; }

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal abstract void Record(Tape<T> replica);
}
