using Mkr.Model.Data;
using Mkr.Tests.Model.Data.Preparation;
using Parquet;
using Parquet.Schema;

namespace Mkr.Tests.Model.Data.Sources;

internal sealed class ParquetFileTests
{
    /// <summary>Two row groups; plain and nullable numbers, text, times; an empty value in the last row.</summary>
    [Test]
    public async Task Rows_of_all_groups_are_read()
    {
        using var folder = new TemporaryFolder();
        var user = new DataField<string>("user_id");
        var item = new DataField<long>("item_id");
        var rating = new DataField<double?>("rating");
        var time = new DataField<DateTime>("timestamp");
        await using (FileStream file = File.Create(Path.Combine(folder.Path, "r.parquet")))
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(user, item, rating, time), file))
        {
            await Write(["ann", "bob"], [1, 2], [5, 4.5]);
            await Write(["ann", "cid"], [3, 3], [1, null]);

            async Task Write(string[] users, long[] items, double?[] ratings)
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync(user, users);
                await group.WriteAsync<long>(item, items.AsMemory());
                await group.WriteAsync<double>(rating, ratings.AsMemory());
                DateTime[] times = [new DateTime(1970, 1, 2, 0, 0, 0, DateTimeKind.Utc), DateTime.UnixEpoch];
                await group.WriteAsync<DateTime>(time, times.AsMemory());
            }
        }

        folder.Write("items.csv", "item,title\n1,One\n");
        Prepared prepared = Prepared.OfFolder(folder.Path);
        Assert.That(prepared.Positives(), Is.EqualTo(new[] { "ann 1 86400", "bob 2 0" }));
        Assert.That(prepared.Report.Interactions, Is.EqualTo(3));
        Assert.That(prepared.UnusedOf("r.parquet"), Is.EqualTo(new[] { "an empty rating: 1, 4" }));
        Assert.That(prepared.Data.ItemNames[0], Is.EqualTo("One"));
    }

    [Test]
    public void Another_file_of_that_name_is_an_error() => Assert.That(
        () => Prepared.Of(null, ("r.parquet", "user,item\n1,2\n")),
        Throws.TypeOf<DataFormatException>().With.Message.Contains("r.parquet:1:1: expected a Parquet file, found "));
}
