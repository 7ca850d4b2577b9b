using Mkr.Engine.Threads;

namespace Mkr.Tests.Engine.Threads;

internal sealed class RowPiecesTests
{
    [Test]
    public void The_pieces_are_all_rows_of_all_tables_once()
    {
        int[] rows = [1300, 0, 512, 7];
        var pieces = new RowPieces(rows.Length);
        for (int table = 0; table < rows.Length; table++)
            pieces.Set(table, rows[table]);
        var seen = rows.Select(count => new int[count]).ToArray();
        for (int piece = 0; piece < pieces.Count; piece++)
        {
            (int table, int first, int count) = pieces[piece];
            Assert.That(count, Is.Positive);
            foreach (ref int row in seen[table].AsSpan(first, count))
                row++;
        }

        Assert.That(seen.SelectMany(table => table), Is.All.EqualTo(1));
        Assert.That(pieces.Count, Is.EqualTo(3 + 0 + 1 + 1));
    }
}
