using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.CrossMatrix{T}"/>: the outer product and the compression of the d x d matrix along both directions.
/// Written for being read, a span operation a term: the fast form of the unit is <see cref="CrossCompressKernel"/>.
/// </summary>
internal static class CrossMatrixKernel
{
    /// <summary>C = v eᵀ: C[i d + j] = v[i] e[j].</summary>
    public static void Outer<T>(LaneMatrix<T> v, LaneMatrix<T> e, LaneMatrix<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int d = v.Features;
        Guard.SameSize("cross matrix", "C", matrix.Features, "d x d", d * e.Features);
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
                TensorPrimitives.Multiply(v[i], e[j], matrix[(i * d) + j]);
        }
    }

    /// <summary>gradV = gradC e and gradE = gradCᵀ v, or added to them.</summary>
    public static void OuterBackward<T>(
        LaneMatrix<T> v, LaneMatrix<T> e, LaneMatrix<T> gradMatrix, LaneMatrix<T> gradV, bool addV, LaneMatrix<T> gradE, bool addE)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int d = v.Features;
        for (int i = 0; i < d; i++)
        {
            if (!addV) gradV[i].Clear();
            if (!addE) gradE[i].Clear();
        }

        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                ReadOnlySpan<T> gradient = gradMatrix[(i * d) + j];
                TensorPrimitives.MultiplyAdd(gradient, e[j], gradV[i], gradV[i]);
                TensorPrimitives.MultiplyAdd(gradient, v[i], gradE[j], gradE[j]);
            }
        }
    }

    /// <summary>y = C wE + Cᵀ wV + b: y[k] = sum over j of C[k, j] wE[j] + C[j, k] wV[j], plus b[k].</summary>
    public static void Compress<T>(
        LaneMatrix<T> matrix, ReadOnlySpan<T> alongE, ReadOnlySpan<T> alongV, ReadOnlySpan<T> bias, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int d = y.Features;
        for (int k = 0; k < d; k++)
        {
            Span<T> output = y[k];
            output.Fill(bias[k]);
            for (int j = 0; j < d; j++)
            {
                TensorPrimitives.MultiplyAdd(matrix[(k * d) + j], alongE[j], output, output);
                TensorPrimitives.MultiplyAdd(matrix[(j * d) + k], alongV[j], output, output);
            }
        }
    }

    /// <summary>
    /// gradC[k, j] = g[k] wE[j] + g[j] wV[k], or added to it, with g = gradY; adds, summed over the lanes, Cᵀ g to the partial sums of wE,
    /// C g to those of wV, g to those of b.
    /// </summary>
    public static void CompressBackward<T>(
        LaneMatrix<T> matrix, ReadOnlySpan<T> alongE, ReadOnlySpan<T> alongV, LaneMatrix<T> gradY, LaneMatrix<T> gradMatrix, bool add,
        Span<T> alongEPartials, Span<T> alongVPartials, Span<T> biasPartials)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int d = gradY.Features;
        for (int k = 0; k < d; k++)
        {
            biasPartials[k * WeightGradients<T>.Width] += TensorPrimitives.Sum<T>(gradY[k]);
            for (int j = 0; j < d; j++)
            {
                Span<T> gradient = gradMatrix[(k * d) + j];
                if (add) TensorPrimitives.MultiplyAdd(gradY[k], alongE[j], gradient, gradient);
                else TensorPrimitives.Multiply(gradY[k], alongE[j], gradient);
                TensorPrimitives.MultiplyAdd(gradY[j], alongV[k], gradient, gradient);
                alongEPartials[j * WeightGradients<T>.Width] += TensorPrimitives.Dot<T>(gradY[k], matrix[(k * d) + j]);
                alongVPartials[k * WeightGradients<T>.Width] += TensorPrimitives.Dot<T>(gradY[j], matrix[(k * d) + j]);
            }
        }
    }
}
