using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

internal sealed class ItemEntityMapTests
{
    [Test]
    public void Goes_both_ways()
    {
        var map = new ItemEntityMap(itemCount: 3, entityCount: 4, [(0, 2), (0, 0), (1, 2), (2, 1)]);
        Assert.That(map.EntitiesOf(0).ToArray(), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(map.ItemsOf(2).ToArray(), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(map.ItemsOf(3).ToArray(), Is.Empty);
        Assert.That((map.ItemCount, map.EntityCount, map.IsOneToOne), Is.EqualTo((3, 4, false)));
    }

    [Test]
    public void Is_one_to_one_where_each_item_has_the_entity_of_its_index()
    {
        Assert.That(new ItemEntityMap(2, 3, [(0, 0), (1, 1)]).IsOneToOne);
        Assert.That(new ItemEntityMap(2, 3, [(0, 1), (1, 0)]).IsOneToOne, Is.False);
        Assert.That(new ItemEntityMap(2, 3, [(0, 0), (1, 1), (1, 2)]).IsOneToOne, Is.False);
    }

    [Test]
    public void An_item_without_an_entity_or_an_index_out_of_range_is_refused()
    {
        Assert.That(() => new ItemEntityMap(2, 2, [(0, 0)]), Throws.ArgumentException.With.Message.Contains("Item 1"));
        Assert.That(() => new ItemEntityMap(1, 1, [(0, 1)]), Throws.ArgumentException);
        Assert.That(() => new ItemEntityMap(1, 1, [(1, 0)]), Throws.ArgumentException);
    }
}
