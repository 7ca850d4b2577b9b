using Mkr.Engine;
using Mkr.Engine.Kernels;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Training.Batches;

/// <summary>
/// The examples of a task, which it puts into the lookups and inputs of its tape, a batch at a time. Its state is the order that it has
/// them in, and where its draws are.
/// </summary>
internal interface IBatchSource : IStateful
{
    /// <summary>The examples of a pass.</summary>
    int Count { get; }

    /// <summary>A pass begins: puts the examples in a random order, and redraws what is redrawn.</summary>
    void Shuffle(SeededRandom random);

    /// <summary>Makes the <paramref name="count"/> examples from <paramref name="start"/> on the batch.</summary>
    void Fill(int start, int count);

    /// <summary>Asks for the memory that a step on these examples will need: a small batch's step is over before memory answers.</summary>
    void Prefetch(int start, int count);
}
