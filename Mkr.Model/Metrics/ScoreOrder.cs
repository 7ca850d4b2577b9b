namespace Mkr.Model.Metrics;

/// <summary>Scores as integers of the same order, so that they can be sorted by their digits and packed beside an index.</summary>
internal static class ScoreOrder
{
    private const int DigitBits = 11, Digits = 1 << DigitBits, Passes = 3;

    /// <summary>
    /// An integer that orders as the number does: of a positive number the sign bit is set, of a negative one all bits are flipped.
    /// The two zeros are equal numbers and get one key.
    /// </summary>
    public static uint Key(float score)
    {
        uint bits = BitConverter.SingleToUInt32Bits(score + 0f); // -0 + 0 = +0
        return bits ^ ((uint)((int)bits >> 31) | 0x8000_0000u);
    }

    /// <summary>The key of a score in the upper half, whatever goes with it in the lower half.</summary>
    public static ulong Pack(float score, uint payload) => ((ulong)Key(score) << 32) | payload;

    /// <summary>
    /// Sorts packed scores by their keys, ascending and stable: a radix sort by three digits of 11 bits, whose counters fit the L1
    /// cache, which sorts 150,000 scores several times as fast as a comparison sort.
    /// </summary>
    /// <returns>The one of the two spans that holds the result.</returns>
    public static Span<ulong> Sort(Span<ulong> values, Span<ulong> scratch)
    {
        Span<int> counts = stackalloc int[Passes * Digits];
        counts.Clear();
        foreach (ulong value in values)
            for (int pass = 0; pass < Passes; pass++)
                counts[(pass * Digits) + Digit(value, pass)]++;

        for (int pass = 0; pass < Passes; pass++)
        {
            Span<int> starts = counts.Slice(pass * Digits, Digits);
            if (starts.Contains(values.Length)) continue; // one digit for all: nothing to order
            ToStarts(starts);
            foreach (ulong value in values)
                scratch[starts[Digit(value, pass)]++] = value;
            Span<ulong> sorted = scratch[..values.Length];
            scratch = values;
            values = sorted;
        }

        return values;
    }

    private static int Digit(ulong value, int pass) => (int)(value >> (32 + (pass * DigitBits))) & (Digits - 1);

    private static void ToStarts(Span<int> counts)
    {
        int start = 0;
        foreach (ref int count in counts)
            (count, start) = (start, start + count);
    }
}
