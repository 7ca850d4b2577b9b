using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Models;

/// <summary>What a model is trained on. The test part is there to be split off, not to be looked at.</summary>
/// <param name="Data">The data set: names, counts, the graph.</param>
/// <param name="Split">The split: its training part is learnt from; the validation part may fit what the paper's protocol lets it.</param>
internal sealed record ModelData(RecommendationData Data, DatasetSplit Split);

/// <summary>How a training is to run.</summary>
/// <param name="Random">The source of the initialisation, the shuffles and the samples.</param>
/// <param name="Threads">How many may share the work; they do not change a bit of the result.</param>
internal sealed record TrainingResources(SeededRandom Random, int Threads);
