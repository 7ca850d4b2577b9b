using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>What is put in comes out again, and in between lies an example a lane.</summary>
[TestsOf(typeof(BatchInput<>), typeof(BatchOutput<>), typeof(Concat<>))]
internal sealed class BatchInputTests
{
    [Test]
    public void Numbers_come_out_as_they_went_in([Values(1, 3, 4, 9)] int features, [Values(1, 16, 37)] int batch)
    {
        var tape = new Tape<double>(40, tile: 16);
        var input = new BatchInput<double>(tape, "x", features);
        var output = new BatchOutput<double>(tape, input.Output);
        Count(input);
        tape.Forward(batch);
        Assert.That(output.Values.ToArray(), Is.EqualTo(Enumerable.Range(0, batch * features)));
    }

    [Test]
    public void A_feature_is_a_span_of_examples()
    {
        var tape = new Tape<double>(3);
        var input = new BatchInput<double>(tape, "x", 2);
        Count(input);
        tape.Forward(3);
        Assert.That(input.Output.Value[0][..3].ToArray(), Is.EqualTo(new double[] { 0, 2, 4 }));
        Assert.That(input.Output.Value[1][..3].ToArray(), Is.EqualTo(new double[] { 1, 3, 5 }));
    }

    /// <summary>Of four features a concatenation takes the memory over, of two it copies: both give [x; y; z].</summary>
    [Test]
    public void A_concatenation_has_the_features_of_one_after_those_of_the_other([Values(4, 2)] int first)
    {
        var tape = new Tape<double>(2);
        BatchInput<double> x = new(tape, "x", first), y = new(tape, "y", 1), z = new(tape, "z", 4);
        var output = new BatchOutput<double>(tape, new Concat<double>(tape, x.Output, y.Output, z.Output).Output);
        foreach (BatchInput<double> input in new[] { x, y, z })
            Count(input);
        tape.Forward(2);
        IEnumerable<int> example = [.. Enumerable.Range(0, first), 0, .. Enumerable.Range(0, 4)];
        IEnumerable<int> next = [.. Enumerable.Range(first, first), 1, .. Enumerable.Range(4, 4)];
        Assert.That(output.Values.ToArray(), Is.EqualTo(example.Concat(next)));
    }

    [Test]
    public void No_features_are_refused() =>
        Assert.That(() => new BatchInput<double>(new Tape<double>(1), "x", 0), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static void Count(BatchInput<double> input)
    {
        for (int i = 0; i < input.Values.Length; i++)
            input.Values[i] = i;
    }
}
