using Mkr.Model.Data;
using Mkr.Model.Experiments.Reproduction;

namespace Mkr.Tests.Model.Experiments.Reproduction;

internal sealed class DataFingerprintTests
{
    [Test]
    public void Equal_data_has_the_same_and_any_change_another()
    {
        RecommendationData data = SmallWorld.Create();
        KnowledgeGraph graph = data.Graph;
        string fingerprint = DataFingerprint.Compute(data);
        Assert.That(DataFingerprint.Compute(SmallWorld.Create()), Is.EqualTo(fingerprint));
        RecommendationData[] changed =
        [
            SmallWorld.Create(oneToOne: true),
            data with { Graph = new KnowledgeGraph(graph.Entities, graph.Relations, graph.Triples[1..].ToArray()) },
            data with { Positives = data.Rated },
            data with { Rated = data.Positives },
            data with { PositiveTimes = [1, 2, 3] },
        ];
        Assert.That(changed.Select(DataFingerprint.Compute).Append(fingerprint), Is.Unique);
    }
}
