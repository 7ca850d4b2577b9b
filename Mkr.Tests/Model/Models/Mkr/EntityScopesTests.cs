using Mkr.Model.Data;
using Mkr.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Mkr;

internal sealed class EntityScopesTests
{
    /// <summary>An item's entities and their neighbours, both ways, and nothing else.</summary>
    [Test]
    public void Neighbours_join_the_entities_of_an_item()
    {
        RecommendationData data = SmallWorld.Create();
        ItemEntityMap wide = EntityScopes.MapOf(data, EntityScope.Neighbours);
        for (int item = 0; item < data.Items.Count; item++)
        {
            int[] own = data.Map.EntitiesOf(item).ToArray();
            Triple[] triples = data.Graph.OfItems.Triples.ToArray();
            IEnumerable<int> expected = own
                .Concat(triples.Where(t => own.Contains(t.Head)).Select(t => t.Tail))
                .Concat(triples.Where(t => own.Contains(t.Tail)).Select(t => t.Head))
                .Distinct().Order();
            Assert.That(wide.EntitiesOf(item).ToArray(), Is.EqualTo(expected));
        }

        Assert.That(EntityScopes.MapOf(data, EntityScope.Linked), Is.SameAs(data.Map));
    }
}
