namespace Mkr.Model.Inspection;

/// <summary>Operations on rows that are sorted and have no value twice.</summary>
internal static class SortedRows
{
    /// <summary>The number of values that both rows have.</summary>
    public static int CountCommon(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            // Which of the two rows goes on is as good as random: conditional moves, where branches would be mispredicted.
            int x = a[i], y = b[j];
            common += x == y ? 1 : 0;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }

        return common;
    }
}
