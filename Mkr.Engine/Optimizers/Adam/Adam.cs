using System.Numerics;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// Adam (Kingma and Ba, 2015), with the bias correction as PyTorch writes it: m ← β1 m + (1 - β1) g; v ← β2 v + (1 - β2) g²;
/// w ← w - rate / (1 - β1ᵗ) m / (√v / √(1 - β2ᵗ) + ε).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Adam<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamOptions _options;
    private readonly AdamTable<T>[] _tables;
    private AlignedBuffer<T> _m = new(0);
    private AlignedBuffer<T> _v = new(0);
    private AdamStep<T> _step;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>An optimizer for the loss on <paramref name="tape"/>.</summary>
    /// <param name="tape">The tape, fully recorded.</param>
    /// <param name="parameters">The set that its parameters belong to.</param>
    /// <param name="options">The constants.</param>
    /// <exception cref="ArgumentException">Not 0 &lt; β1 &lt; β2 &lt; 1.</exception>
    public Adam(Tape<T> tape, ParameterSet<T> parameters, AdamOptions options)
        : base(tape, parameters, options.LearningRate)
    {
        // Dense steps divide by the decays, and deferred ones sum powers of β1 / β2.
        if (!(options.Beta1 > 0 && options.Beta1 < options.Beta2 && options.Beta2 < 1))
            throw new ArgumentException($"Adam needs 0 < β1 < β2 < 1, not β1 = {options.Beta1} and β2 = {options.Beta2}.", nameof(options));
        _options = options;
        _step = new AdamStep<T>(options, 1);
        DeferredSteps<T>? deferred = options.Rows == RowPolicy.Deferred ? new DeferredSteps<T>(options) : null;
        _tables = [.. tape.Tables.Select(t => new AdamTable<T>(t, options.Rows, deferred))];
    }

    /// <inheritdoc/>
    public override void Visit(StateVisitor visitor)
    {
        base.Visit(visitor);
        _beta1Power = visitor.Value("beta1_power", _beta1Power);
        _beta2Power = visitor.Value("beta2_power", _beta2Power);
        _m = _m.Visit(visitor, "m");
        _v = _v.Visit(visitor, "v");
        for (int i = 0; i < _tables.Length; i++) _tables[i].Visit(visitor.Under($"table{i}"));
    }

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        if (_m.Length != Tape.Weights.Values.Length)
        {
            _m = new AlignedBuffer<T>(Tape.Weights.Values.Length);
            _v = new AlignedBuffer<T>(Tape.Weights.Values.Length);
        }

        _beta1Power *= _options.Beta1;
        _beta2Power *= _options.Beta2;
        _step.MoveTo(_options.LearningRate, _beta1Power, _beta2Power);
    }

    /// <inheritdoc/>
    protected override void UpdateWeights(Span<T> values, ReadOnlySpan<T> gradient, int offset) =>
        AdamKernel.Update(values, _m.Span.Slice(offset, values.Length), _v.Span.Slice(offset, values.Length), gradient, in _step);

    /// <inheritdoc/>
    protected override void UpdateRows(int table, int slot, int count) => _tables[table].Update(slot, count, in _step, StepCount);

    /// <inheritdoc/>
    protected override bool MakesUpSteps => _options.Rows == RowPolicy.Deferred;

    /// <inheritdoc/>
    protected override int RowsToSweep(int table) => _options.Rows == RowPolicy.Dense ? Tape.Tables[table].Storage.Places : 0;

    /// <inheritdoc/>
    protected override void SweepRows(int table, int place, int count) => _tables[table].Sweep(place, count, in _step);

    /// <inheritdoc/>
    protected override void EndTable(int table) => _tables[table].EndStep(StepCount);
}
