using Mkr.Model.Training.Tasks;

namespace Mkr.Tests.Model.Training.Tasks;

internal sealed class ThreadChoiceTests
{
    [Test]
    public void The_quicker_kind_makes_nearly_all_steps([Values] bool splitIsQuicker)
    {
        var choice = new ThreadChoice();
        int split = Steps(choice, 4000, (isSplit, _) => isSplit == splitIsQuicker ? 1 : 1.5).Count(isSplit => isSplit);
        Assert.That(splitIsQuicker ? 4000 - split : split, Is.InRange(4, 60));
    }

    [Test]
    public void The_first_step_is_on_one_thread_and_both_kinds_are_tried()
    {
        bool[] steps = Steps(new ThreadChoice(), 8, (_, _) => 1);
        Assert.That(steps, Is.EqualTo(new[] { false, false, false, false, true, true, true, true }));
    }

    [Test]
    public void A_single_slow_step_changes_nothing()
    {
        bool[] steps = Steps(new ThreadChoice(), 60, (isSplit, step) => step == 5 ? 100 : isSplit ? 1 : 2);
        Assert.That(steps.Skip(4), Is.All.True);
    }

    [Test]
    public void It_changes_over_when_the_other_kind_becomes_the_quicker_one()
    {
        bool[] steps = Steps(new ThreadChoice(), 4000, (isSplit, step) => isSplit == (step < 1000) ? 1 : 2);
        Assert.That(steps[500..900].Count(isSplit => isSplit), Is.GreaterThan(380));
        Assert.That(steps[3000..].Count(isSplit => isSplit), Is.LessThan(40));
    }

    private static bool[] Steps(ThreadChoice choice, int count, Func<bool, int, double> seconds)
    {
        bool[] steps = new bool[count];
        for (int i = 0; i < count; i++)
        {
            steps[i] = choice.IsSplit;
            choice.Note(seconds(steps[i], i));
        }

        return steps;
    }
}
