using System.Globalization;
using Mkr.Cli.Output.Tables;
using Mkr.Model.Serving;

namespace Mkr.Cli.Output.Lists;

/// <summary>CSV (RFC 4180), with a header.</summary>
internal sealed class CsvLists : IListFormat
{
    /// <inheritdoc/>
    public void Write(string path, IEnumerable<RecommendationList> lists)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("user,rank,item,score,probability,source");
        foreach (RecommendationList list in lists)
        {
            string user = CsvField.Of(list.User ?? string.Empty);
            int rank = 0;
            foreach (RecommendedItem item in list)
            {
                file.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{user},{++rank},{CsvField.Of(item.Id)},{item.Score},{item.Probability},{RecommendationFile.Name(item.Source)}"));
            }
        }
    }
}
