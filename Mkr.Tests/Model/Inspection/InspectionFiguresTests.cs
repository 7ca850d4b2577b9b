using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Figures;
using Mkr.Model.Inspection;

namespace Mkr.Tests.Model.Inspection;

internal sealed class InspectionFiguresTests
{
    private static readonly RecommendationData Data = InspectedData.ByHand();
    private static readonly DatasetStatistics Statistics = new(Data);
    private static readonly CommonNeighbours Study = CommonNeighbours.Study(Data, new SeededRandom(1));

    /// <summary>Item 3 has no positive: it is not drawn, but the others' shares are of all four.</summary>
    [Test]
    public void Degrees_are_on_logarithmic_axes_without_zero()
    {
        Figure figure = InspectionFigures.Interactions("small", Statistics);
        Assert.That((figure.LogX, figure.LogY), Is.EqualTo((true, true)));
        Assert.That(figure.Series.Select(s => s.Name), Is.EqualTo(new[] { "users", "items" }));
        Assert.That(figure.Series[1].X, Is.EqualTo(new[] { 1, 3 }));
        Assert.That(figure.Series[1].Y, Is.EqualTo(new[] { 0.75, 0.25 }));
        Assert.That(InspectionFigures.Graph("small", Statistics).Check, Throws.Nothing);
    }

    [Test]
    public void Categories_without_pairs_keep_their_place_and_have_no_bar()
    {
        Figure figure = InspectionFigures.ByGraph("small", Study);
        Assert.That(figure.Categories, Is.EqualTo(new[] { "0", "1", "2", "3", "4+" }));
        Assert.That(figure.Series.Single().X, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(figure.Series.Single().Error, Is.EqualTo(new[] { 0, 0, 0 }));
        Assert.That(InspectionFigures.ByRaters("small", Study).Series.Single().Y, Is.EqualTo(new[] { 0, 4 / 3.0 }).Within(1e-12));
    }
}
