using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Power laws by products and square roots alone: these are the same to the bit on every machine, which powers and logarithms are not.
/// </summary>
internal static class PowerLaw
{
    /// <summary>
    /// A rank from 0 to <paramref name="count"/> - 1, drawn with a density that falls as rank^-(1 - 1/<paramref name="power"/>).
    /// </summary>
    /// <param name="count">The number of ranks.</param>
    /// <param name="power">1 draws uniformly; the larger, the steeper.</param>
    /// <param name="random">The source of the draw.</param>
    public static int Draw(int count, int power, SeededRandom random)
    {
        double u = random.NextDouble(), x = count;
        for (int i = 0; i < power; i++) x *= u;
        return (int)x;
    }

    /// <summary>
    /// Deals <paramref name="total"/> out to ranks, at least one to each; what is more falls as rank^-(1 - 1/2^<paramref name="roots"/>).
    /// </summary>
    /// <param name="total">What is dealt out, at least <paramref name="count"/>.</param>
    /// <param name="count">The number of ranks.</param>
    /// <param name="roots">How many square roots are taken of the share of the ranks: 1 or more.</param>
    /// <returns>The part of each rank; the sum is <paramref name="total"/>.</returns>
    public static int[] Deal(int total, int count, int roots)
    {
        int[] parts = new int[count];
        int before = 0;
        for (int rank = 0; rank < count; rank++)
        {
            double share = (rank + 1) / (double)count;
            for (int i = 0; i < roots; i++) share = Math.Sqrt(share);
            int sum = (int)((total - count) * share);
            parts[rank] = 1 + sum - before;
            before = sum;
        }

        return parts;
    }
}
