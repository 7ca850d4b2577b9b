using System.CommandLine;
using Mkr.Model.Runs.Checkpoints;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands.Life;

/// <summary>The options of <c>mkr train</c> that interrupt a training, go on with it, or begin with what another has reached.</summary>
internal sealed class LifeOptions
{
    /// <summary><c>--checkpoint</c>.</summary>
    public Option<string?> Checkpoint { get; } = new("--checkpoint")
    {
        Description = "A new folder for the training's state, from which --resume goes on, whatever ends the program",
        HelpName = "DIR",
    };

    /// <summary><c>--resume</c>.</summary>
    public Option<string?> Resume { get; } = new("--resume")
    {
        Description = "Goes on with a training that --checkpoint has kept, with its settings and data: the result is that of a training "
            + "without an interruption, to the bit",
        HelpName = "DIR",
    };

    /// <summary><c>--from</c>.</summary>
    public Option<string?> From { get; } = new("--from")
    {
        Description = "Starts from the parameters of a trained model, with its settings, on --data [default: the run's own]: users, items "
            + "and entities are found by their ids, new ones start anew",
        HelpName = "RUN",
    };

    /// <summary><c>--refit</c>.</summary>
    public Option<string?> Refit { get; } = new("--refit")
    {
        Description = "Trains a chosen run's model on all data, validation and test part included, for as many epochs as the run's best "
            + "one has, into --out; nothing is evaluated",
        HelpName = "RUN",
    };

    private readonly Option<string?> _every = new("--checkpoint-every")
    {
        Description = "How often the state is kept: after N epochs, or, as 10m, after the first epoch that ends 10 minutes later "
            + "[default: 1]",
        HelpName = "N|Nm",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [Checkpoint, _every, Resume, From, Refit];

    /// <summary>Claims or opens the folder for the state; null where none is asked for.</summary>
    public CheckpointFolder? Open(ParseResult parsed)
    {
        CheckpointInterval interval =
            parsed.GetValue(_every) is string every ? CheckpointInterval.Parse(every) : CheckpointInterval.EveryEpoch;
        return parsed.GetValue(Resume) is string begun ? CheckpointFolder.Open(begun, interval)
            : parsed.GetValue(Checkpoint) is string path ? CheckpointFolder.Claim(path, interval)
            : null;
    }

    /// <summary>Refuses options that say what something else says already.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">The options of settings.</param>
    /// <param name="run">The options that say what runs there are.</param>
    /// <exception cref="SettingException">There is one.</exception>
    public void Check(ParseResult parsed, SettingOptions settings, IReadOnlyList<Option> run)
    {
        Exclude(parsed, Resume, "the checkpoint says that", [.. settings.OfModel, .. settings.OfChanges, .. run, Checkpoint, From, Refit]);
        Exclude(parsed, Refit, "the run says that",
            [.. settings.OfModel, .. settings.OfChanges, .. run, From]);
        Exclude(parsed, Refit, "a refit goes in one go", [Checkpoint, _every]);
        Exclude(parsed, From, "the run says that", [.. settings.OfModel]);
        if (IsGiven(parsed, _every) && !IsGiven(parsed, Checkpoint) && !IsGiven(parsed, Resume))
            throw new SettingException("--checkpoint-every goes with --checkpoint DIR.");
    }

    private static void Exclude(ParseResult parsed, Option chosen, string reason, IEnumerable<Option> others)
    {
        if (!IsGiven(parsed, chosen)) return;
        if (others.FirstOrDefault(option => IsGiven(parsed, option)) is Option other)
            throw new SettingException($"{other.Name} does not go with {chosen.Name}: {reason}. Leave it out.");
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
