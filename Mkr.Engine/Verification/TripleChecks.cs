using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Verification;

/// <summary>Gradient checks of the ops and losses that models of triples are made of.</summary>
internal static class TripleChecks
{
    private static readonly Similarity[] Distances = [Similarity.L1, Similarity.L2, Similarity.SquaredL2];

    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All(IEnumerable<int> dims) =>
        [.. dims.SelectMany(d => (IEnumerable<OpCheck>)[.. Ops(d), .. Projections(d), .. Losses(d)]), .. Rankings()];

    private static IEnumerable<OpCheck> Ops(int d)
    {
        foreach (Similarity kind in Distances)
        {
            yield return Build($"negative distance {kind} d={d}", (tape, p) => p.ProbeTwice(
                p.GridRows("x", d, between: false), x =>
                    new NegativeDistance<double>(tape, x, p.GridRows("y", d, between: true), kind).Output));
        }

        foreach (Similarity kind in Distances)
        {
            foreach (bool given in new[] { false, true })
            {
                string direction = given ? ", either direction" : string.Empty;
                yield return Build($"translated rows {kind} d={d}{direction}", (tape, p) => p.TranslatedRows(d, kind, given));
            }
        }

        foreach (bool given in new[] { false, true })
        {
            string name = $"d={d}{(given ? ", either direction" : string.Empty)}";
            yield return Build($"translation {name}", (tape, p) => p.ProbeTwice(
                p.Rows("x", d), x => new Translation<double>(tape, x, p.Rows("r", d), given ? p.Directions() : null).Output));
            yield return Build($"circular correlation {name}", (tape, p) => p.ProbeTwice(
                p.Rows("x", d), x => new CircularCorrelation<double>(tape, x, p.Rows("r", d), given ? p.Directions() : null).Output));
            if (d % 4 != 0) continue;
            yield return Build($"complex product {name}", (tape, p) => p.ProbeTwice(
                p.Rows("x", d), x => new ComplexProduct<double>(tape, x, p.Rows("r", d), given ? p.Directions() : null).Output));
        }
    }

    private static IEnumerable<OpCheck> Projections(int d)
    {
        // In one dimension there is nothing in the plane, and all gradients are 0.
        if (d > 1) yield return Build($"hyperplane projection d={d}", (tape, p) => p.ProbeTwice(
            p.Rows("x", d), x => new HyperplaneProjection<double>(tape, x, p.Rows("n", d)).Output));
        yield return Build($"length clamp d={d}", (tape, p) => p.ProbeTwice(
            p.Rows("x", d), x => new LengthClamp<double>(tape, x).Output));
        if (d > 1) yield return Build($"length clamp to 1 of all, d={d}", (tape, p) => p.ProbeTwice(
            p.Rows("x", d), x => new LengthClamp<double>(tape, x, 1e-12).Output));
        foreach (int k in new[] { d, d + 3 })
        {
            yield return Build($"relation projection {d} to {k}", (tape, p) =>
            {
                (Lookup<double> vectors, Lookup<double> matrices) = p.SharedRows(d, d * k);
                p.ProbeTwice(new Embedding<double>(tape, vectors).Output, x => new RelationProjection<double>(tape, x, matrices).Output);
                _ = new RowL2Penalty<double>(tape, matrices) { Scale = 0.7 };
            });
        }

        yield return Build($"relation projection d={d}, either direction", (tape, p) => p.ProbeTwice(
            p.Rows("x", d), x => new RelationProjection<double>(tape, x, p.SharedRows(1, d * d).Second, p.Directions()).Output));
    }

    private static IEnumerable<OpCheck> Losses(int d)
    {
        yield return Build($"given cotangent d={d}", (_, p) => p.ReadTwice(p.Rows("x", d), p.Cotangent));
        foreach (Similarity kind in Enum.GetValues<Similarity>())
        {
            yield return Build($"softmax over rows {kind} d={d}", (tape, p) => p.ReadTwice(
                p.GridRows("q", d, between: true), q =>
                    new SoftmaxOverRows<double>(tape, q, p.GridLookup("row", d, between: false), kind) { Scale = 0.3 }));
        }

        if (d == 1) yield break;
        yield return Build($"hyperplane orthogonality d={d}", (tape, p) => p.ReadTwice(
            p.Rows("r", d), r => new HyperplaneOrthogonality<double>(tape, r, p.Rows("n", d)) { Scale = 0.3, Reduction = Reduction.Mean }));
        yield return Build($"softmax over projected rows d={d}", (tape, p) => p.ReadTwice(p.Rows("q", d), q =>
        {
            (Lookup<double> right, Lookup<double> normals) = p.SharedRows(d, d);
            var keys = new RowKeys<double>(right.Table, normals, (Tape<double> rows, Variable<double> row, out Lookup<double> group) =>
                new HyperplaneProjection<double>(rows, row, new Embedding<double>(rows, group = rows.Lookup(normals.Table)).Output).Output);
            return new SoftmaxOverRows<double>(tape, q, right, Similarity.SquaredL2, keys) { Scale = 0.3 };
        }));
    }

    private static IEnumerable<OpCheck> Rankings()
    {
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            yield return Build($"margin ranking {reduction}", (tape, p) => p.ReadTwice(
                p.Rows("true", 1),
                s => new MarginRanking<double>(tape, s, p.Rows("f", 1), p.Rows("g", 1)) { Scale = 0.3, Reduction = reduction }));
            yield return Build($"pairwise logistic {reduction}", (tape, p) => p.ReadTwice(
                p.Rows("better", 1),
                s => new PairwiseLogistic<double>(tape, s, p.Rows("worse", 1)) { Scale = 0.3, Reduction = reduction }));
            yield return Build($"logistic ranking {reduction}", (tape, p) => p.ReadTwice(
                p.Rows("true", 1),
                s => new LogisticRanking<double>(tape, s, p.Rows("f", 1), p.Rows("g", 1))
                {
                    Scale = 0.3,
                    Offset = 0.5,
                    Reduction = reduction,
                }));
        }
    }

    private static OpCheck Build(string name, Action<Tape<double>, CheckParts> record) => OpChecks.Build(name, record);
}
