using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Kernels;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class RowTransposeTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = 11;
    private static readonly int[] Strides = [4, 8, 12, 16, 20];

    private readonly SeededRandom _random = new(4);

    [Test]
    public void Gather_copies_rows_into_lanes([ValueSource(nameof(Strides))] int stride)
    {
        T[] table = Numbers.Uniform<T>(Rows * stride, _random);
        foreach (int lanes in KernelShapes.Lanes)
        {
            int[] rows = Slots(LaneShape<T>.Pad(lanes));
            var gathered = new LaneArray<T>(stride, lanes);
            RowTranspose.Gather(ref table[0], [.. rows.Select(row => row * stride)], ref gathered.Start, stride, gathered.Shape);
            gathered.AssertGapsUntouched("lanes");
            var meter = new ErrorMeter();
            for (int lane = 0; lane < lanes; lane++)
            {
                for (int j = 0; j < stride; j++)
                    meter.Add(gathered[j, lane], Numbers.ToDouble(table[(rows[lane] * stride) + j]));
            }

            meter.AssertBelow(double.Epsilon);
        }
    }

    /// <summary>With more lanes than rows every slot is repeated, also within one block of four lanes.</summary>
    [Test]
    public void ScatterAdd_sums_repeated_slots([ValueSource(nameof(Strides))] int stride)
    {
        foreach (int lanes in KernelShapes.Lanes)
        {
            int[] slots = Slots(lanes);
            LaneArray<T> gradient = LaneArray<T>.Values(stride, lanes, _random);
            T[] rows = Numbers.Uniform<T>(Rows * stride, _random);
            double[] expected = [.. rows.Select(Numbers.ToDouble)];
            RowTranspose.ScatterAdd(ref gradient.Start, stride, gradient.Shape, [.. slots.Select(slot => slot * stride)], ref rows[0]);
            for (int lane = 0; lane < lanes; lane++)
            {
                for (int j = 0; j < stride; j++)
                    expected[(slots[lane] * stride) + j] += gradient[j, lane];
            }

            var meter = new ErrorMeter();
            for (int i = 0; i < rows.Length; i++)
                meter.Add(Numbers.ToDouble(rows[i]), expected[i]);
            meter.AssertRounding<T>();
        }
    }

    private int[] Slots(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.NextInt32(Rows))];
}
