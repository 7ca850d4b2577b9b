using System.Text;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

internal sealed class VocabularyTests
{
    [Test]
    public void Ids_are_numbered_in_order_of_first_appearance()
    {
        var vocabulary = new Vocabulary();
        int[] indices = [.. new[] { "b", "a", "b", "", "élan", "a" }.Select(vocabulary.GetOrAdd)];
        Assert.That(indices, Is.EqualTo(new[] { 0, 1, 0, 2, 3, 1 }));
        Assert.That(vocabulary.Count, Is.EqualTo(4));
        Assert.That(vocabulary[3], Is.EqualTo("élan"));
    }

    /// <summary>Against a dictionary, over enough ids of all lengths for the table to grow many times.</summary>
    [Test]
    public void Agrees_with_a_dictionary()
    {
        var vocabulary = new Vocabulary();
        var expected = new Dictionary<string, int>();
        for (int i = 0; i < 20_000; i++)
        {
            string id = new string('x', i % 300) + (i * 7919 % 5003);
            if (!expected.TryGetValue(id, out int index)) expected.Add(id, index = expected.Count);
            Assert.That(vocabulary.GetOrAdd(Encoding.UTF8.GetBytes(id)), Is.EqualTo(index));
        }

        Assert.That(vocabulary.Count, Is.EqualTo(expected.Count));
        foreach ((string id, int index) in expected)
        {
            Assert.That(vocabulary[index], Is.EqualTo(id));
            Assert.That(vocabulary.TryGetIndex(id, out int found) && found == index);
        }
    }

    [Test]
    public void Ids_that_do_not_fit_are_refused_and_known_ones_are_not()
    {
        var vocabulary = new Vocabulary { MostBytes = 5 };
        Assert.That((vocabulary.GetOrAdd("abc"), vocabulary.GetOrAdd("de")), Is.EqualTo((0, 1)));
        Assert.That(() => vocabulary.GetOrAdd("f"),
            Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("The 2 ids so far and another one have more than 5 bytes."));
        Assert.That((vocabulary.GetOrAdd("de"), vocabulary.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public void An_unknown_id_is_not_found_and_not_added()
    {
        var vocabulary = new Vocabulary(["a", "ab"]);
        Assert.That(vocabulary.TryGetIndex("abc"u8, out int index), Is.False);
        Assert.That((index, vocabulary.Count), Is.EqualTo((-1, 2)));
    }

    [Test]
    public void A_list_with_an_id_twice_is_refused() =>
        Assert.That(() => new Vocabulary(["a", "b", "a"]), Throws.ArgumentException.With.Message.Contains("'a'"));

    [Test]
    public void An_index_out_of_range_is_refused()
    {
        var vocabulary = new Vocabulary(["a"]);
        Assert.That(() => vocabulary[1], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => vocabulary[-1], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Looking_up_known_ids_allocates_nothing()
    {
        var vocabulary = new Vocabulary(["one", "two"]);
        vocabulary.GetOrAdd("one"u8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) vocabulary.GetOrAdd("two"u8);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
