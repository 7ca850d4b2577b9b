using System.Text.RegularExpressions;

namespace Mkr.Tests.Engine.Jit;

/// <summary>A method as the just-in-time compiler lists it.</summary>
/// <param name="Name">Its class, name and type arguments.</param>
/// <param name="Lines">Labels and instructions.</param>
internal sealed partial record CompiledMethod(string Name, IReadOnlyList<string> Lines)
{
    private const string Heading = "; Assembly listing for method ";

    /// <summary>The loops that contain no other: each from a label to the jump back to it.</summary>
    public IEnumerable<string[]> InnermostLoops
    {
        get
        {
            List<(int Start, int End)> loops = [.. Loops()];
            return loops.Where(loop => !loops.Exists(other => other != loop && other.Start >= loop.Start && other.End <= loop.End))
                .Select(loop => Lines.Skip(loop.Start).Take(loop.End - loop.Start + 1).ToArray());
        }
    }

    /// <summary>The methods of a listing.</summary>
    public static IEnumerable<CompiledMethod> Parse(IEnumerable<string> listing)
    {
        CompiledMethod? method = null;
        List<string> lines = [];
        foreach (string line in listing)
        {
            if (line.StartsWith(Heading, StringComparison.Ordinal))
            {
                if (method is not null) yield return method;
                lines = [];
                method = new CompiledMethod(line[Heading.Length..].Split('(')[0], lines);
            }
            else if (!line.StartsWith(';'))
            {
                lines.Add(line.Trim());
            }
        }

        if (method is not null) yield return method;
    }

    private IEnumerable<(int Start, int End)> Loops()
    {
        Dictionary<string, int> labels = [];
        for (int i = 0; i < Lines.Count; i++)
        {
            if (Label().Match(Lines[i]) is { Success: true } label) labels[label.Groups[1].Value] = i;
            if (Jump().Match(Lines[i]) is { Success: true } jump && labels.TryGetValue(jump.Groups[1].Value, out int start))
                yield return (start, i);
        }
    }

    [GeneratedRegex("^(G_M\\w+):")]
    private static partial Regex Label();

    [GeneratedRegex("^j\\w+\\s+(?:SHORT )?(G_M\\w+)")]
    private static partial Regex Jump();
}
