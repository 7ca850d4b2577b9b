namespace Mkr.Benchmarks.Loops;

/// <summary>The ops of models of triples as plain loops over rows, an example at a time, forward.</summary>
internal static class LoopTriples
{
    /// <summary>y = x M, the matrix of each example's relation.</summary>
    public static void Project(float[] x, float[] matrices, int[] relations, int d, float[] y)
    {
        for (int example = 0; example < relations.Length; example++)
        {
            for (int j = 0; j < d; j++)
            {
                float sum = 0;
                for (int i = 0; i < d; i++)
                    sum += x[(example * d) + i] * matrices[(relations[example] * d * d) + (i * d) + j];
                y[(example * d) + j] = sum;
            }
        }
    }

    /// <summary>y_i = sum over j of r_j x_(i-j), indices modulo d.</summary>
    public static void Convolve(float[] x, float[] r, int d, float[] y)
    {
        for (int example = 0; example < x.Length / d; example++)
        {
            for (int i = 0; i < d; i++)
            {
                float sum = 0;
                for (int j = 0; j < d; j++)
                    sum += r[(example * d) + j] * x[(example * d) + ((i - j + d) % d)];
                y[(example * d) + i] = sum;
            }
        }
    }

    /// <summary>y = x - (n · x) / |n|² n.</summary>
    public static void ProjectOnPlane(float[] x, float[] n, int d, float[] y)
    {
        for (int start = 0; start < x.Length; start += d)
        {
            float product = 0, square = 0;
            for (int j = start; j < start + d; j++)
            {
                product += n[j] * x[j];
                square += n[j] * n[j];
            }

            for (int j = start; j < start + d; j++) y[j] = x[j] - (product / square * n[j]);
        }
    }

    /// <summary>y = -|a - b|.</summary>
    public static void Distance(float[] a, float[] b, int d, float[] y)
    {
        for (int example = 0; example < y.Length; example++)
        {
            float squares = 0;
            for (int j = example * d; j < (example + 1) * d; j++) squares += (a[j] - b[j]) * (a[j] - b[j]);
            y[example] = -MathF.Sqrt(squares);
        }
    }
}
