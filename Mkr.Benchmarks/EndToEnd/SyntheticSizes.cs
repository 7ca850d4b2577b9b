namespace Mkr.Benchmarks.EndToEnd;

/// <summary>The numbers of a preset's data set, after linking.</summary>
internal sealed record SyntheticSizes(string Preset, int Users, int Items, int Positives, int Triples, int Entities, int Relations)
{
    /// <summary>Six tenths of the positives and as many negatives.</summary>
    public int TrainingExamples => (int)(0.6 * Positives) * 2;
}
