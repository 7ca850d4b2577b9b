using System.Reflection;
using Mkr.Engine;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine;

/// <summary>
/// The array of a table, and the hash table of a large one, give the same slots; those of a table as small as the batch are in the order of
/// its rows at first.
/// </summary>
[TestFixture(30)]
[TestFixture(1000)]
[TestFixture(RowSlots.LargestArray + 1)]
internal sealed class RowSlotsTests(int tableRows)
{
    [Test]
    public void Rows_are_numbered_in_the_order_of_their_first_appearance()
    {
        var random = new SeededRandom(5);
        var slots = new RowSlots(tableRows, 100);
        for (int step = 0; step < 200; step++)
            CheckStep(slots, [.. Enumerable.Range(0, 50).Select(_ => (int)(random.NextInt32(25) * (tableRows / 25L)))],
                [.. Enumerable.Range(0, 50).Select(_ => random.NextInt32(tableRows))]);
    }

    /// <summary>
    /// The counter that tells this step's rows from earlier ones' runs full after two billion rows: a minute of training. It must start
    /// again.
    /// </summary>
    [Test]
    public void The_step_counter_may_run_full()
    {
        var slots = new RowSlots(tableRows, 4);
        CheckStep(slots, [0, 1, 2], [3]);
        typeof(RowSlots).GetField("_base", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(slots, int.MaxValue - 13);
        for (int step = 0; step < 6; step++)
            CheckStep(slots, [5, 6, 7], [5]);
        CheckStep(slots, [8, 0], [8, 1]);
    }

    private void CheckStep(RowSlots slots, params int[][] lookups)
    {
        slots.Begin();
        foreach (int[] rows in lookups)
        {
            int[] actual = new int[rows.Length];
            slots.Resolve(rows, actual, 3);
            Assert.That(actual.Select(start => slots.Rows[start / 3]), Is.EqualTo(rows));
        }

        IEnumerable<int> first = lookups[0].Length >= tableRows ? lookups[0].Order() : lookups[0];
        int[] expected = [.. first.Concat(lookups.Skip(1).SelectMany(rows => rows)).Distinct()];
        Assert.That(slots.Rows.ToArray(), Is.EqualTo(expected));
        Assert.That(expected.Select(slots.SlotOf), Is.EqualTo(Enumerable.Range(0, expected.Length)));
        foreach (int other in Enumerable.Range(0, tableRows).Except(expected).Take(3))
            Assert.That(slots.SlotOf(other), Is.EqualTo(-1));
    }
}
