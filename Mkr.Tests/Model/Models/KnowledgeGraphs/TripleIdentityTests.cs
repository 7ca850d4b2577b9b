using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.KnowledgeGraphs;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

/// <summary>Where two models are the same function.</summary>
internal sealed class TripleIdentityTests
{
    private const int D = 8;
    private const int Entities = 5;
    private const int Relations = 2;

    [Test]
    public void TransR_with_the_identity_is_the_squared_TransE()
    {
        KgeModel<double> transR = Model(new TransROptions()), transE = Model(new TransEOptions());
        SetMatrix(transR.Parameters["relation_projection"], (_, i, j) => i == j ? 1 : 0);
        Copy(transR, transE, "entity_embedding", "relation_embedding");
        AssertSame(Scores(transR), [.. Scores(transE).Select(s => -s * s)]);
    }

    /// <summary>The last coordinate is along the normal.</summary>
    [Test]
    public void TransH_in_the_plane_is_the_squared_TransE()
    {
        KgeModel<double> transH = Model(new TransHOptions()), transE = Model(new TransEOptions());
        Fill(transH.Parameters["relation_normal"], (_, j) => j == D - 1 ? 3 : 0);
        foreach (string name in new[] { "entity_embedding", "relation_embedding" })
            for (int row = 0; row < transH.Parameters[name].Rows; row++) transH.Parameters[name][row, D - 1] = 0;
        Copy(transH, transE, "entity_embedding", "relation_embedding");
        AssertSame(Scores(transH), [.. Scores(transE).Select(s => -s * s)]);
    }

    /// <summary>Diagonal entries, then blocks [[a, b], [-b, a]] on pairs of real and imaginary parts.</summary>
    [Test]
    public void Analogy_is_Rescal_with_its_block_matrix()
    {
        KgeModel<double> analogy = Model(new AnalogyOptions()), rescal = Model(new RescalOptions());
        Parameter<double> r = analogy.Parameters["relation_embedding"];
        SetMatrix(rescal.Parameters["relation_matrix"], (relation, i, j) => (i, j) switch
        {
            _ when i == j => r[relation, i < D / 4 * 3 ? i : i - (D / 4)],
            _ when i >= D / 2 && j == i + (D / 4) => r[relation, j],
            _ when j >= D / 2 && i == j + (D / 4) => -r[relation, i],
            _ => 0,
        });
        Copy(analogy, rescal, "entity_embedding");
        AssertSame(Scores(analogy), Scores(rescal));
    }

    [Test]
    public void Analogy_without_imaginary_parts_is_the_diagonal_form()
    {
        KgeModel<double> analogy = Model(new AnalogyOptions()), rescal = Model(new RescalOptions());
        Parameter<double> r = analogy.Parameters["relation_embedding"];
        foreach (Parameter<double> parameter in new[] { r, analogy.Parameters["entity_embedding"] })
            for (int row = 0; row < parameter.Rows; row++)
                for (int j = D / 4 * 3; j < D; j++) parameter[row, j] = 0;
        SetMatrix(rescal.Parameters["relation_matrix"], (relation, i, j) => i == j ? r[relation, i] : 0);
        Copy(analogy, rescal, "entity_embedding");
        AssertSame(Scores(analogy), Scores(rescal));
    }

    [Test]
    public void HolE_is_Rescal_with_a_circulant_matrix()
    {
        KgeModel<double> hole = Model(new HolEOptions()), rescal = Model(new RescalOptions());
        Parameter<double> r = hole.Parameters["relation_embedding"];
        SetMatrix(rescal.Parameters["relation_matrix"], (relation, i, j) => r[relation, (j - i + D) % D]);
        Copy(hole, rescal, "entity_embedding");
        AssertSame(Scores(hole), Scores(rescal));
    }

    private static KgeModel<double> Model(KgeOptions options)
    {
        var model = new KgeModel<double>(options with { Dim = D }, Entities, Relations);
        var random = new SeededRandom(1);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) new Normal(1).Fill(parameter, random);
        return model;
    }

    private static double[] Scores(KgeModel<double> model) => TripleFunctionTests.Scores(model, Relations, isHeadMissing: false);

    private static void Fill(Parameter<double> parameter, Func<int, int, double> value)
    {
        for (int row = 0; row < parameter.Rows; row++)
            for (int column = 0; column < parameter.Columns; column++) parameter[row, column] = value(row, column);
    }

    private static void SetMatrix(Parameter<double> parameter, Func<int, int, int, double> value) =>
        Fill(parameter, (row, column) => value(row, column / D, column % D));

    private static void Copy(KgeModel<double> from, KgeModel<double> to, params string[] names)
    {
        foreach (string name in names) Fill(to.Parameters[name], (row, column) => from.Parameters[name][row, column]);
    }

    private static void AssertSame(double[] actual, double[] expected) => Assert.That(actual, Is.EqualTo(expected).Within(1e-12));
}
