using System.CommandLine;
using Mkr.Model.Checkpoints;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Cli.Commands;

/// <summary>The run folder that a command opens.</summary>
internal static class RunArgument
{
    public static Argument<string> Create() => new("DIR") { Description = "A folder that `mkr train --out` has written" };

    /// <summary>The run's model, ready to score.</summary>
    public static IRecommender Recommender(RunFolder run) =>
        MkrTrainer.CreateRecommender(run.Model, new MkrEncoder<float>(run.Model, run.Data.Map));
}
