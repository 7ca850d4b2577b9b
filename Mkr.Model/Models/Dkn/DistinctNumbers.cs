using Mkr.Engine;

namespace Mkr.Model.Models.Dkn;

/// <summary>Numbers items, words or entities of a step in the order of their first appearance.</summary>
/// <param name="count">How many there are at all.</param>
/// <param name="list">Receives the different ones of the step.</param>
internal sealed class DistinctNumbers(int count, RowNumbers list)
{
    private readonly int[] _numbers = new int[count];
    private readonly int[] _steps = new int[count];
    private int _step;

    /// <summary>The different ones of the step so far.</summary>
    public int Count { get; private set; }

    /// <summary>A new step.</summary>
    public void Begin() => (_step, Count) = (_step + 1, 0);

    /// <summary>The number of a thing in the step.</summary>
    public int Of(int thing)
    {
        if (_steps[thing] == _step) return _numbers[thing];
        _steps[thing] = _step;
        list.Rows[Count] = thing;
        return _numbers[thing] = Count++;
    }
}
