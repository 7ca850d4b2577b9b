using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Kernels.Dense;

/// <summary>Products of matrices against a plain loop in double.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class ProductKernelTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [Test]
    public void The_product_is_added(
        [Values(1, 4, 7, 30)] int rows, [Values(1, 5, 256, 300)] int inner, [Values(1, 8, 17, 33, 64)] int columns,
        [Values] bool transposed)
    {
        var random = new SeededRandom(7);
        AlignedBuffer<T> a = Fill(rows * inner, random), b = Fill(inner * columns, random);
        int stride = ProductKernel.Stride<T>(columns);
        AlignedBuffer<T> c = Fill(rows * stride, random);
        double[] before = [.. c.Span.ToArray().Select(Numbers.ToDouble)];
        StridedMatrix<T> left = transposed
            ? new StridedMatrix<T>(ref a.Start, inner, rows, rows).Transposed
            : new StridedMatrix<T>(ref a.Start, rows, inner, inner);
        ProductKernel.Add(
            left, new StridedMatrix<T>(ref b.Start, inner, columns, columns), new StridedMatrix<T>(ref c.Start, rows, columns, stride));
        var meter = new ErrorMeter();
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = before[(i * stride) + j];
                for (int p = 0; p < inner; p++)
                {
                    T x = a.Span[transposed ? (p * rows) + i : (i * inner) + p];
                    sum += Numbers.ToDouble(x) * Numbers.ToDouble(b.Span[(p * columns) + j]);
                }

                meter.Add(Numbers.ToDouble(c.Span[(i * stride) + j]), sum);
            }
        }

        meter.AssertRounding<T>();
    }

    private static AlignedBuffer<T> Fill(int count, SeededRandom random)
    {
        var buffer = new AlignedBuffer<T>(count);
        Numbers.Uniform<T>(count, random).CopyTo(buffer.Span);
        return buffer;
    }
}
