using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Kernels;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class CrossCompressKernelTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SeededRandom _random = new(2);

    [Test]
    public void Both_sides_equal_the_definition([Values] bool add) => Check<BothSides>(item: true, entity: true, add);

    [Test]
    public void The_item_side_equals_the_definition([Values] bool add) => Check<ItemSide>(item: true, entity: false, add);

    [Test]
    public void The_entity_side_equals_the_definition([Values] bool add) => Check<EntitySide>(item: false, entity: true, add);

    private static double Dot(Func<int, double> x, Func<int, double> y, int d) => Enumerable.Range(0, d).Sum(j => x(j) * y(j));

    private void Check<TSides>(bool item, bool entity, bool add)
        where TSides : struct, ICrossSides
    {
        var meter = new ErrorMeter();
        foreach ((int d, int lanes) in KernelShapes.FeaturesAndLanes())
        {
            var unit = new Unit(d, lanes, item, entity, _random);
            unit.Run<TSides>(add);
            for (int lane = 0; lane < lanes; lane++)
                CheckExample(unit, lane, d, add, meter);
            CheckWeights(unit, d, lanes, add, meter);
        }

        meter.AssertRounding<T>();
    }

    /// <summary>v' = v (e·wVV) + e (v·wEV) + bV, e' likewise, and their gradients for v and e.</summary>
    private static void CheckExample(Unit unit, int lane, int d, bool add, ErrorMeter meter)
    {
        double V(int j) => unit.V[j, lane];
        double E(int j) => unit.E[j, lane];
        double P(int j) => unit.Item ? unit.P[j, lane] : 0;
        double Q(int j) => unit.Entity ? unit.Q[j, lane] : 0;
        double W(int vector, int j) => Numbers.ToDouble(unit.Weights[(vector * d) + j]);
        double eVV = Dot(E, j => W(0, j), d), vEV = Dot(V, j => W(1, j), d), eVE = Dot(E, j => W(2, j), d), vEE = Dot(V, j => W(3, j), d);
        double pv = Dot(P, V, d), pe = Dot(P, E, d), qv = Dot(Q, V, d), qe = Dot(Q, E, d);
        for (int j = 0; j < d; j++)
        {
            if (unit.Item) meter.Add(unit.NextV[j, lane], (V(j) * eVV) + (E(j) * vEV) + W(4, j));
            if (unit.Entity) meter.Add(unit.NextE[j, lane], (V(j) * eVE) + (E(j) * vEE) + W(5, j));
            meter.Add(unit.GradV[j, lane],
                (P(j) * eVV) + (Q(j) * eVE) + (W(1, j) * pe) + (W(3, j) * qe) + (add ? unit.BeforeV[j, lane] : 0));
            meter.Add(unit.GradE[j, lane],
                (P(j) * vEV) + (Q(j) * vEE) + (W(0, j) * pv) + (W(2, j) * qv) + (add ? unit.BeforeE[j, lane] : 0));
        }
    }

    private static void CheckWeights(Unit unit, int d, int lanes, bool add, ErrorMeter meter)
    {
        double[] sums = new double[6 * d];
        for (int lane = 0; lane < lanes; lane++)
        {
            double P(int j) => unit.Item ? unit.P[j, lane] : 0;
            double Q(int j) => unit.Entity ? unit.Q[j, lane] : 0;
            double V(int j) => unit.V[j, lane];
            double E(int j) => unit.E[j, lane];
            double pv = Dot(P, V, d), pe = Dot(P, E, d), qv = Dot(Q, V, d), qe = Dot(Q, E, d);
            for (int j = 0; j < d; j++)
            {
                sums[j] += pv * E(j);
                sums[d + j] += pe * V(j);
                sums[(2 * d) + j] += qv * E(j);
                sums[(3 * d) + j] += qe * V(j);
                sums[(4 * d) + j] += P(j);
                sums[(5 * d) + j] += Q(j);
            }
        }

        for (int element = 0; element < sums.Length; element++)
        {
            // Of one side, the vectors of the other are left as they are.
            bool isItem = element / d is 0 or 1 or 4;
            meter.Add(Numbers.Put(unit.Partials, element, add || !(isItem ? unit.Item : unit.Entity)), sums[element]);
        }
    }

    /// <summary>A unit's inputs, and what the kernels made of them.</summary>
    private sealed class Unit
    {
        private readonly int _d;
        private readonly LaneArray<T> _products;
        private readonly LaneArray<T> _gradProducts;

        public Unit(int d, int lanes, bool item, bool entity, SeededRandom random)
        {
            _d = d;
            Item = item;
            Entity = entity;
            V = LaneArray<T>.Values(d, lanes, random);
            E = LaneArray<T>.Values(d, lanes, random);
            P = LaneArray<T>.Gradients(d, lanes, random);
            Q = LaneArray<T>.Gradients(d, lanes, random);
            GradV = LaneArray<T>.Gradients(d, lanes, random);
            GradE = LaneArray<T>.Gradients(d, lanes, random);
            BeforeV = GradV.Copy();
            BeforeE = GradE.Copy();
            Weights = Numbers.Uniform<T>(6 * d, random);
            Partials = Numbers.Partials<T>(6 * d);
            NextV = new LaneArray<T>(d, lanes);
            NextE = new LaneArray<T>(d, lanes);
            _products = new LaneArray<T>(4, lanes);
            _gradProducts = new LaneArray<T>(4, lanes);
        }

        public bool Item { get; }

        public bool Entity { get; }

        public LaneArray<T> V { get; }

        public LaneArray<T> E { get; }

        public LaneArray<T> P { get; }

        public LaneArray<T> Q { get; }

        public LaneArray<T> NextV { get; }

        public LaneArray<T> NextE { get; }

        public LaneArray<T> GradV { get; }

        public LaneArray<T> GradE { get; }

        public LaneArray<T> BeforeV { get; }

        public LaneArray<T> BeforeE { get; }

        public T[] Weights { get; }

        public T[] Partials { get; }

        public void Run<TSides>(bool add)
            where TSides : struct, ICrossSides
        {
            CrossCompressKernel.Forward<T, TSides>(
                ref V.Start, ref E.Start, _d, ref Weights[0], ref _products.Start, ref NextV.Start, ref NextE.Start, V.Shape);
            CrossCompressBackward.Inputs<T, TSides>(
                ref V.Start, ref E.Start, _d, ref Weights[0], ref _products.Start, ref P.Start, ref Q.Start, ref _gradProducts.Start,
                ref GradV.Start, add, ref GradE.Start, add, V.Shape);
            CrossCompressBackward.Weights<T, TSides>(
                ref V.Start, ref E.Start, _d, ref P.Start, ref Q.Start, ref _gradProducts.Start, ref Partials[0], add, V.Shape);
            foreach (LaneArray<T> array in new[] { NextV, NextE, GradV, GradE, _products, _gradProducts })
                array.AssertGapsUntouched("a result");
        }
    }
}
