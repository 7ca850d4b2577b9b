using System.Xml.Linq;
using Mkr.Model.Reports;
using Mkr.Model.Runs.Comparisons;

namespace Mkr.Cli.Output.Html;

/// <summary>The results of all runs, with p-values against the first.</summary>
internal static class ResultSection
{
    private const string Lead = "+0.0000;-0.0000";

    /// <summary>The section.</summary>
    public static XElement Create(RunReport report) => new(
        "section", new XAttribute("id", "results"), new XElement("h2", "Results"),
        HtmlTable.Create(
            "Labels of the test part", ["model", "AUC", "first ahead by", "p", "accuracy", "F1", "log loss"], report.Runs.Select(Labels)),
        HtmlTable.Create(
            "Lists of ten", ["model", "NDCG@10", "first ahead by", "p", "Recall@10", "hit rate", "coverage", "novelty", "Gini"],
            report.Runs.Select(Lists)),
        new XElement(
            "p", new XAttribute("class", "note"),
            "p: of the AUC by a paired bootstrap over the rows, of NDCG@10 by a paired t-test over the users; seeds are in neither. Lists "
            + "rank all items that the user has not seen. Coverage is the share of items that are in a list; novelty is in bits; Gini is 0 "
            + "where all items are listed equally often."));

    private static object[] Labels(ReportedRun run)
    {
        ComparedRun compared = run.Compared;
        return
        [
            run.Name, HtmlTable.Number(compared.Test.Auc), HtmlTable.Number(compared.AheadBy?.Difference, Lead),
            HtmlTable.PValue(compared.AheadBy?.PValue), HtmlTable.Number(compared.Test.Accuracy),
            HtmlTable.Number(compared.Test.F1), HtmlTable.Number(compared.Test.LogLoss),
        ];
    }

    private static object[] Lists(ReportedRun run) =>
    [
        run.Name, HtmlTable.Number(run.Compared.Ranking.NormalizedDiscountedCumulativeGain),
        HtmlTable.Number(run.GainAheadBy?.Difference, Lead), HtmlTable.PValue(run.GainAheadBy?.PValue),
        HtmlTable.Number(run.Compared.Ranking.Recall), HtmlTable.Number(run.Compared.Ranking.HitRate),
        HtmlTable.Number(run.Details.Catalogue.Coverage, "0.000"), HtmlTable.Number(run.Details.Catalogue.Novelty, "0.0"),
        HtmlTable.Number(run.Details.Catalogue.Gini, "0.000"),
    ];
}
