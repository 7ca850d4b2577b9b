using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;

namespace Mkr.Tests.Model.Sampling;

internal sealed class NegativeTripleSamplerTests
{
    /// <summary>A graph in which (0, 0, t) is true for every t but those in <paramref name="missing"/>.</summary>
    private static KnowledgeGraph Graph(int entities, params int[] missing) => new(
        new Vocabulary(Enumerable.Range(0, entities).Select(i => $"e{i}")),
        new Vocabulary(["r"]),
        [.. Enumerable.Range(0, entities).Except(missing).Select(tail => new Triple(0, 0, tail))]);

    [Test]
    public void Tails_are_uniform_over_the_false_ones()
    {
        var sampler = new NegativeTripleSampler(Graph(10, 2, 5, 7));
        var random = new SeededRandom(1);
        int[] times = new int[10];
        for (int i = 0; i < 9000; i++)
        {
            Triple corrupted = sampler.SampleTail(new Triple(0, 0, 1), random);
            Assert.That((corrupted.Head, corrupted.Relation), Is.EqualTo((0, 0)));
            times[corrupted.Tail]++;
        }

        Assert.That(new[] { times[2], times[5], times[7] }, Has.All.EqualTo(3000).Within(250), "five standard deviations");
        Assert.That(times.Sum(), Is.EqualTo(times[2] + times[5] + times[7]));
    }

    [Test]
    public void The_only_false_tail_of_many_is_found()
    {
        var sampler = new NegativeTripleSampler(Graph(5000, 4321));
        Assert.That(sampler.SampleTail(new Triple(0, 0, 1), new SeededRandom(1)).Tail, Is.EqualTo(4321));
    }

    [Test]
    public void No_false_tail_at_all_is_an_error() =>
        Assert.That(
            () => new NegativeTripleSampler(Graph(3)).SampleTail(new Triple(0, 0, 1), new SeededRandom(1)),
            Throws.InvalidOperationException.With.Message.Contains("no false triple"));

    [Test]
    public void Sampling_allocates_nothing()
    {
        var sampler = new NegativeTripleSampler(Graph(10, 2));
        var random = new SeededRandom(1);
        sampler.SampleTail(new Triple(0, 0, 1), random);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) sampler.SampleTail(new Triple(0, 0, 1), random);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
