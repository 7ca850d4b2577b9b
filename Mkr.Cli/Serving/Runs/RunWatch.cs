using Microsoft.Extensions.Hosting;

namespace Mkr.Cli.Serving.Runs;

/// <summary>Looks again and again whether the folder holds another run, and has it opened when it stays the same for two looks.</summary>
/// <param name="runs">The run that is served.</param>
/// <param name="period">The time between two looks.</param>
/// <param name="reload">Opens what is there.</param>
internal sealed class RunWatch(RunSlot runs, TimeSpan period, Func<Task> reload) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period);
        RunStamp last = default;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            RunStamp now = runs.Look();
            // A folder that is still being copied changes from look to look; one that could not be opened is left alone until it changes.
            if (now != default && now == last && now != runs.Stamp) await reload();
            last = now;
        }
    }
}
