using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mkr.Cli.Output.Progress;

/// <summary>The column of a live bar that says when it will be full: of a training that may stop early, when at the latest.</summary>
internal sealed class TimeLeftColumn : ProgressColumn
{
    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        ArgumentNullException.ThrowIfNull(task);
        TimeSpan? left = TimeLeft.Of(task.ElapsedTime ?? TimeSpan.Zero, task.Value / task.MaxValue);
        return new Text(left is TimeSpan time ? $"about {TimeLeft.Text(time)} to go" : string.Empty);
    }
}
