using Mkr.Model.Figures;

namespace Mkr.Model.Inspection;

/// <summary>What an inspection found, as figures.</summary>
internal static class InspectionFigures
{
    /// <summary>The share of users and of items that have at least so many positives.</summary>
    public static Figure Interactions(string dataset, DatasetStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return Degrees(
            $"{dataset}: positives of users and items", "positives",
            ("users", statistics.PositivesPerUser), ("items", statistics.PositivesPerItem));
    }

    /// <summary>The share of entities that are in at least so many triples.</summary>
    public static Figure Graph(string dataset, DatasetStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return Degrees(
            $"{dataset}: triples of entities", "triples",
            ("of a head", statistics.TriplesPerHead), ("of any entity", statistics.EntityDegree));
    }

    /// <summary>The paper's study: common neighbours in the knowledge graph by common raters.</summary>
    public static Figure ByRaters(string dataset, CommonNeighbours study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Bars(
            $"{dataset}: {study.Pairs:N0} item pairs by common raters", "common raters", "mean common neighbours in the graph",
            study.ByRaters);
    }

    /// <summary>The paper's study in the opposite direction: common raters by common neighbours in the knowledge graph.</summary>
    public static Figure ByGraph(string dataset, CommonNeighbours study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Bars(
            $"{dataset}: {study.Pairs:N0} item pairs by common neighbours", "common neighbours in the graph", "mean common raters",
            study.ByGraph);
    }

    private static Figure Degrees(string title, string unit, params (string Name, CountDistribution Counts)[] series) =>
        new(title, unit, "share that has at least so many", [.. series.Select(s => Points(s.Name, s.Counts))]) { LogX = true, LogY = true };

    private static FigureSeries Points(string name, CountDistribution counts)
    {
        // Those who have none have no place on a logarithmic axis; the others' shares are of all.
        (int Value, double Share)[] points = [.. counts.AtLeast().Where(point => point.Value > 0)];
        return new(name, [.. points.Select(p => (double)p.Value)], [.. points.Select(p => p.Share)], SeriesStyle.Points);
    }

    private static Figure Bars(string title, string xLabel, string yLabel, IReadOnlyList<PairCategory> categories)
    {
        int[] filled = [.. Enumerable.Range(0, categories.Count).Where(i => categories[i].Pairs > 0)];
        var bars = new FigureSeries(
            yLabel, [.. filled.Select(i => (double)i)], [.. filled.Select(i => categories[i].Mean)], SeriesStyle.Bars,
            [.. filled.Select(i => categories[i].Pairs > 1 ? categories[i].StandardError : 0)]);
        return new Figure(title, xLabel, yLabel, [bars]) { Categories = [.. categories.Select(c => c.Name)] };
    }
}
