using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Settings;

namespace Mkr.Tests.Model.Data.Features;

internal sealed class FeatureSelectionTests
{
    // User 0 likes items 0 and 2, user 1 item 1; item 3 is not in the training part.
    private static readonly Interaction[] Train =
        [new(0, 0, true), new(0, 2, true), new(0, 1, false), new(1, 1, true), new(1, 0, false)];

    private static readonly RecommendationData Data = SmallData.From(3, 4, Train) with
    {
        Features =
        [
            Field("genre", FeatureOwner.Item, ["new", "drama", "comedy", "rare"], [[1, 2], [1], [1, 1, 3], [0, 1]]),
            Field("genre", FeatureOwner.User, ["a", "b"], [[0], [0], [1]]),
        ],
    };

    [Test]
    public void A_name_stands_for_all_owners_and_values_unseen_in_training_are_left_out()
    {
        IReadOnlyList<FeatureField> fields = FeatureSelection.Find("genre", FeatureMode.Mean, Data, Train);
        Assert.That(fields.Select(field => field.Owner), Is.EqualTo(new[] { FeatureOwner.Item, FeatureOwner.User }));
        Assert.That(Texts(fields[0]), Is.EqualTo(new[] { "drama comedy", "drama", "drama drama rare", "drama" }));
        Assert.That(Texts(fields[1]), Is.EqualTo(new[] { "a", "a", string.Empty }));
        Assert.That(fields, Has.All.Property("Mode").EqualTo(BagMode.Mean));
    }

    [Test]
    public void Sums_have_no_weights() =>
        Assert.That(FeatureSelection.Find("genre", FeatureMode.Sum, Data, Train)[0] is { Mode: BagMode.Sum, Weights: null });

    /// <summary>drama is of all four items and weighs nothing; comedy and rare are of one.</summary>
    [Test]
    public void Rare_values_weigh_more()
    {
        FeatureField field = FeatureSelection.Find("genre", FeatureMode.Idf, Data, Train)[0];
        Assert.That(field.Weights, Is.EqualTo(new double[] { 0, 1, 0, 0, 0, 1, 0 }));
        FeatureField three = Field("x", FeatureOwner.Item, ["p", "q"], [[0, 1], [0], [], []]).WithInverseFrequencies();
        Assert.That(three.Weights![0], Is.EqualTo(Math.Log(2) / (Math.Log(2) + Math.Log(4))).Within(1e-15));
        Assert.That(three.Weights[0] + three.Weights[1], Is.EqualTo(1).Within(1e-15));
        Assert.That(three.Mode, Is.EqualTo(BagMode.Sum));
    }

    [Test]
    public void A_history_has_the_training_positives()
    {
        FeatureField field = FeatureSelection.Find("history", FeatureMode.Sum, Data, Train).Single();
        Assert.That(Texts(field), Is.EqualTo(new[] { "i0 i2", "i1", string.Empty }));
        Assert.That(field is { IsHistory: true, Mode: BagMode.Mean, Owner: FeatureOwner.User });
        Assert.That(field.Vocabulary.Count, Is.EqualTo(4), "a value is an item's number");
    }

    /// <summary>Item 2's and item 3's tails are the same entity, which is the head of a fact about item 0 and item 1.</summary>
    [Test]
    public void Attributes_are_facts_that_items_share_either_way()
    {
        Triple[] triples = [new(2, 0, 4), new(3, 0, 4), new(4, 0, 0), new(4, 0, 1), new(0, 0, 1)];
        RecommendationData data = Data with { Graph = new KnowledgeGraph(Data.Graph.Entities, Data.Graph.Relations, triples) };
        FeatureField field = FeatureSelection.Find("attributes", FeatureMode.Mean, data, Train).Single();
        Assert.That(Texts(field), Is.EqualTo(new[] { "r\t<\te4", "r\t<\te4", "r\t>\te4", "r\t>\te4" }));
        Assert.That(field.Weights, Is.All.EqualTo(1));
    }

    [Test]
    public void Without_triples_there_are_no_attributes() => Assert.That(
        FeatureSelection.Find("attributes", FeatureMode.Mean, Data with { Graph = Data.Graph.Change(_ => []) }, Train), Is.Empty);

    [Test]
    public void None_are_none_and_an_unknown_name_is_an_error()
    {
        Assert.That(FeatureSelection.Find(null, FeatureMode.Mean, Data, Train), Is.Empty);
        Assert.That(
            () => FeatureSelection.Find("history, gener", FeatureMode.Mean, Data, Train),
            Throws.TypeOf<SettingException>().With.Message.Contains("no field 'gener' in small. Did you mean 'genre'?"));
    }

    internal static FeatureField Field(string name, FeatureOwner owner, string[] vocabulary, int[][] values)
    {
        var rows = new FeatureRows(values.Length);
        for (int i = 0; i < values.Length; i++)
            foreach (int value in values[i]) rows.Add(i, value);
        return rows.ToField(name, owner, new Vocabulary(vocabulary));
    }

    private static IEnumerable<string> Texts(FeatureField field) => Enumerable.Range(0, field.OwnerCount)
        .Select(owner => string.Join(' ', field[owner].ToArray().Select(value => field.Vocabulary[value])));
}
