using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Models.Factorization;

namespace Mkr.Tests.Model.Models.Factorization;

internal sealed class UserOffsetsTests
{
    private static readonly UserItems History = UserItems.ByLabel(
        3, [new(0, 0, true), new(1, 1, true), new(1, 2, true), new(2, 0, true), new(2, 1, true), new(2, 2, true)]).Positives;

    /// <summary>Item 3 has no positive; user 0 may be given 1 and 2, user 1 item 0, user 2 nothing.</summary>
    [Test]
    public void Offset_is_the_logarithm_of_the_mean_exponential_over_the_others_items()
    {
        float[] offsets = UserOffsets.Compute(new VectorRecommender("scores", 4, [
            9, MathF.Log(2), MathF.Log(4), 9,
            -1, 9, 9, 9,
            1, 1, 1, 1,
        ], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]), History);
        Assert.That(offsets, Is.EqualTo(new[] { MathF.Log(3), -1, 0 }).Within(1e-6f));
    }

    [Test]
    public void Large_scores_do_not_overflow()
    {
        float[] offsets = UserOffsets.Compute(new VectorRecommender("scores", 1, [1000, 1, 1], [1, 1, 1, 1]), History);
        Assert.That(offsets[0], Is.EqualTo(1000).Within(1e-3));
    }
}
