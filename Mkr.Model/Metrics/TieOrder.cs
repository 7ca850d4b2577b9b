namespace Mkr.Model.Metrics;

/// <summary>
/// The order of items of the same score: by a seeded hash, because an index can tell something. In some data sets items are numbered in
/// the order of their first users. The order is one and the same for every model, list and machine.
/// </summary>
/// <remarks>
/// A multiplication by an odd number and an exclusive or with the own upper half, twice: each step can be undone, so that no two items
/// share a place and an item is read back from its place.
/// </remarks>
internal static class TieOrder
{
    private const uint Seed = 0x6D6B_7231, Factor = 0x9E37_79B1, Inverse = 0x0E8B_2F51;

    /// <summary>The item's place among items of the same score; the larger comes first.</summary>
    public static uint Place(int item)
    {
        uint x = ((uint)item ^ Seed) * Factor;
        x = (x ^ (x >> 16)) * Factor;
        return x ^ (x >> 16);
    }

    /// <summary>The item of a place.</summary>
    public static int Item(uint place)
    {
        uint x = (place ^ (place >> 16)) * Inverse;
        x = (x ^ (x >> 16)) * Inverse;
        return (int)(x ^ Seed);
    }
}
