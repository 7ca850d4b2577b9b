using System.Runtime.InteropServices;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// The ripple sets of all users: for each hop M triples, by their numbers in the <see cref="RippleGraph"/>. They are drawn once a run.
/// </summary>
/// <remarks>
/// The seeds of hop 1 are the entities of the user's training positives, those of a later hop the tails of the triples drawn for the one
/// before, repeats kept. M of the candidates, the triples whose head is a seed, are drawn: without replacement where there are as many,
/// else with it. Where there are none, the hop is a copy of the one before. A user without triples at hop 1 has no ripple sets.
/// </remarks>
internal sealed class RippleSets
{
    private const int None = -1;

    private readonly int[] _triples;

    /// <summary>Sets that are yet to be filled, or of the given triples [users x hops x memory].</summary>
    public RippleSets(int users, int hops, int memory, int[]? triples = null)
    {
        (UserCount, Hops, Memory) = (users, hops, memory);
        _triples = triples ?? new int[checked(users * hops * memory)];
    }

    /// <summary>The number of users.</summary>
    public int UserCount { get; }

    /// <summary>H.</summary>
    public int Hops { get; }

    /// <summary>M.</summary>
    public int Memory { get; }

    /// <summary>Draws the sets of all users.</summary>
    /// <param name="graph">The triples.</param>
    /// <param name="positives">The training positives.</param>
    /// <param name="map">The entities of items.</param>
    /// <param name="options">H and M.</param>
    /// <param name="random">The source of the draws.</param>
    public static RippleSets Draw(
        RippleGraph graph, PositiveMatrix positives, ItemEntityMap map, RippleOptions options, SeededRandom random)
    {
        var sets = new RippleSets(positives.UserCount, options.Hops, options.Memory);
        for (int user = 0; user < positives.UserCount; user++) sets.Draw(user, positives.ItemsOf(user), graph, map, random);
        return sets;
    }

    /// <summary>Draws the sets of one user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="history">What he liked.</param>
    /// <param name="graph">The triples.</param>
    /// <param name="map">The entities of items.</param>
    /// <param name="random">The source of the draws.</param>
    public void Draw(int user, ReadOnlySpan<int> history, RippleGraph graph, ItemEntityMap map, SeededRandom random)
    {
        var candidates = new List<int>();
        IEnumerable<int> seeds = history.ToArray().SelectMany(item => map.EntitiesOf(item).ToArray());
        for (int hop = 0; hop < Hops; hop++)
        {
            graph.FindCandidates(seeds, candidates);
            Span<int> set = Span(user, hop);
            if (candidates.Count > 0) Draw(CollectionsMarshal.AsSpan(candidates), set, random);
            else if (hop > 0) Span(user, hop - 1).CopyTo(set);
            else set.Fill(None);
            seeds = set[0] == None ? [] : [.. set.ToArray().Select(triple => graph.Tails[triple])];
        }
    }

    /// <summary>The triples of a user's hop, counted from 0; empty where he has none.</summary>
    public ReadOnlySpan<int> this[int user, int hop]
    {
        get
        {
            Span<int> set = Span(user, hop);
            return set[0] == None ? [] : set;
        }
    }

    /// <summary>Shows the sets.</summary>
    public void Visit(StateVisitor visitor) => visitor.Values<int>("ripple_set", _triples, UserCount, Hops, Memory);

    private Span<int> Span(int user, int hop) => _triples.AsSpan(((user * Hops) + hop) * Memory, Memory);

    /// <summary>Draws as many as <paramref name="drawn"/> has places; permutes the candidates.</summary>
    private static void Draw(Span<int> candidates, Span<int> drawn, SeededRandom random)
    {
        for (int i = 0; i < drawn.Length; i++)
        {
            if (candidates.Length < drawn.Length)
            {
                drawn[i] = candidates[random.NextInt32(candidates.Length)];
                continue;
            }

            int place = i + random.NextInt32(candidates.Length - i);
            (candidates[i], candidates[place]) = (candidates[place], candidates[i]);
            drawn[i] = candidates[i];
        }
    }
}
