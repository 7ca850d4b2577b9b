using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>A relation of the demo's graph, from films to values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The values' entities, the frequent ones first.</param>
/// <param name="MostPerFilm">A film has one to so many values.</param>
/// <param name="Share">The share of the films that have any.</param>
/// <param name="Liked">How many values a user likes; 0 where tastes do not follow the relation.</param>
/// <param name="Pull">How much oftener a user sees a film for a value that he likes, at least: a factor.</param>
internal sealed record DemoRelation(string Name, IReadOnlyList<string> Values, int MostPerFilm, double Share, int Liked, double Pull)
{
    private const int Skew = 2; // the k-th value is drawn about k^-1/2 times as often as the first

    /// <summary>Draws a value by a power law.</summary>
    public string Draw(SeededRandom random) => Values[PowerLaw.Draw(Values.Count, Skew, random)];
}
