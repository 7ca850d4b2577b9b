using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Engine.Verification;

/// <summary>Gradient checks of what computes texts once a step, and of attention over them.</summary>
internal static class TextChecks
{
    private const int Texts = 3;
    private const int Length = 4;
    private const int Filters = 3;
    private static readonly int[] Windows = [1, 3];

    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All(IEnumerable<int> dims) => dims.SelectMany(d => (IEnumerable<OpCheck>)
    [
        OpChecks.Build($"aligned convolution d={d}", (tape, p) => AlignedConvolution(tape, p, d, isTransformed: false)),
        OpChecks.Build($"aligned convolution d={d}, transformed", (tape, p) => AlignedConvolution(tape, p, d, isTransformed: true)),
        OpChecks.Build($"additive attention d={d}", (tape, p) => AdditiveAttention(tape, p, d, hidden: 6)),
    ]);

    /// <summary>Texts with two channels, of which the first is read twice and the second by none.</summary>
    private static void AlignedConvolution(Tape<double> tape, CheckParts parts, int d, bool isTransformed)
    {
        var parameters = new ParameterSet<double>();
        TextChannel<double> words = Channel(tape, parts, parameters, d, inner: null);
        TextChannel<double> entities = Channel(tape, parts, parameters, 3, isTransformed ? d + 1 : null);
        Weight<double> bias = Weight(parameters, Windows.Length, Filters);
        var texts = new AlignedConvolution<double>(tape, [words, entities], Length, Windows, bias) { Count = Texts };
        var rows = new RowNumbers(tape.MaxBatch);
        for (int i = 0; i < rows.Rows.Length; i++) rows.Rows[i] = i / 4 * 2;
        parts.Probe(new SourceRow<double>(tape, texts, rows).Output);
        parts.Probe(new SourceRow<double>(tape, texts, rows).Output);
    }

    private static TextChannel<double> Channel(Tape<double> tape, CheckParts parts, ParameterSet<double> parameters, int d, int? inner)
    {
        StepLookup<double> rows = parts.StepRows("channel", d);
        var positions = new RowNumbers(Texts * Length);
        for (int i = 0; i < positions.Rows.Length; i++) positions.Rows[i] = ((i * 3) + (i / Length)) % rows.Count;
        Weight<double> filters = Weight(parameters, inner ?? d, Windows.Sum() * Filters);
        return inner is null
            ? new TextChannel<double>(rows, positions, filters)
            : new TextChannel<double>(rows, positions, filters, Weight(parameters, d, inner.Value), Weight(parameters, 1, inner.Value));
    }

    private static void AdditiveAttention(Tape<double> tape, CheckParts parts, int d, int hidden)
    {
        var parameters = new ParameterSet<double>();
        var bags = new RowBags(tape.MaxBatch, 9);
        ((ReadOnlySpan<int>)[3, 3, 4, 6, 7, 8, 9]).CopyTo(bags.Ends);
        ((ReadOnlySpan<int>)[5, 1, 5, 2, 1, 0, 3, 0, 1]).CopyTo(bags.Rows);
        StepLookup<double> keys = parts.StepRows("key", d);
        Weight<double> weight = Weight(parameters, d, hidden), output = Weight(parameters, hidden, 1);
        parts.ProbeTwice(parts.Rows("query", hidden), q => new AdditiveAttention<double>(tape, q, keys, bags, weight, output).Output);
    }

    private static Weight<double> Weight(ParameterSet<double> parameters, int rows, int columns)
    {
        int number = parameters.Parameters.Count;
        Weight<double> weight = parameters.AddWeight($"weight{number}", rows, columns);
        new Normal(1).Fill(weight, new SeededRandom((ulong)number + 11));
        return weight;
    }
}
