using System.Numerics;
using Mkr.Engine;

namespace Mkr.Model.Training;

/// <summary>
/// The exponential average of a model's parameters over its epochs, which is steadier than any one of them:
/// <code>
/// average_t = average_(t-1) + (1 - decay) / (1 - decay^t) (parameter_t - average_(t-1))
/// </code>
/// The quotient takes the start's weight away, as Adam's correction does. Source: Polyak and Juditsky, SIAM Journal on Control and
/// Optimization 30 (1992).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WeightAverage<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _decay;
    private readonly (Parameter<T> Parameter, T[] Average)[] _all;
    private readonly T[] _present;
    private double _weightOfStart = 1;

    /// <summary>An average of nothing yet.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="decay">What an epoch keeps of the average before, 0 to 1.</param>
    public WeightAverage(ParameterSet<T> parameters, double decay)
    {
        _decay = decay;
        _all = [.. parameters.Parameters.Select(parameter => (parameter, new T[parameter.Count]))];
        _present = new T[_all.Max(pair => pair.Average.Length)];
    }

    /// <summary>Takes the present parameters in.</summary>
    public void Update()
    {
        _weightOfStart *= _decay;
        T share = T.CreateTruncating((1 - _decay) / (1 - _weightOfStart));
        foreach ((Parameter<T> parameter, T[] average) in _all)
        {
            Span<T> present = _present.AsSpan(0, average.Length);
            parameter.CopyTo(present);
            for (int i = 0; i < average.Length; i++) average[i] += share * (present[i] - average[i]);
        }
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _weightOfStart = visitor.Value("weight_of_start", _weightOfStart);
        foreach ((Parameter<T> parameter, T[] average) in _all) visitor.Values<T>(parameter.Name, average, average.Length);
    }

    /// <summary>Puts the average in the parameters' place, and the parameters in its: a second call undoes the first.</summary>
    public void Exchange()
    {
        foreach ((Parameter<T> parameter, T[] average) in _all)
        {
            Span<T> present = _present.AsSpan(0, average.Length);
            parameter.CopyTo(present);
            parameter.CopyFrom(average);
            present.CopyTo(average);
        }
    }
}
