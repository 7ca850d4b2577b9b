using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Invents users and their ratings. A user's taste is a set of facts: those of two films that it grew up with, so that it likes a few
/// genres and people that go together. It sees films mostly in proportion to the cube of how many liked facts they have.
/// </summary>
internal sealed class DemoAudience(IReadOnlyList<DemoFilm> films, SeededRandom random)
{
    private const int FirstDay = 19_000; // days since 1970-01-01
    private const int DayCount = 1000;

    // What a shared fact counts for; whoever likes a film mostly likes it for what it is about and who made it.
    private static readonly Dictionary<string, double> Weights =
        new() { ["genre"] = 2, ["director"] = 3, ["actor"] = 2, ["composer"] = 1, ["country"] = 0.5 };

    /// <summary>The ratings of a new user, in the order of their days.</summary>
    public IReadOnlyList<(DemoFilm Film, int Rating, int Day)> Ratings()
    {
        HashSet<(string, string)> taste = [.. Pick().Facts, .. Pick().Facts];
        double[] affinities = [.. films.Select(film => film.Facts.Where(taste.Contains).Sum(fact => Weights[fact.Relation]))];
        double[] liked = [.. films.Select((film, i) => film.Appeal * (0.1 + (affinities[i] * affinities[i] * affinities[i])))];
        double[] disliked = [.. films.Select((film, i) => affinities[i] < 2 ? film.Appeal : 0)];
        var ratings = new List<(DemoFilm Film, int Rating, int Day)>();
        for (int count = 8 + random.NextInt32(5); count > 0; count--)
        {
            int film = Take(liked, disliked);
            ratings.Add((films[film], affinities[film] >= 4 ? 5 : 4, Day()));
        }

        for (int count = 2 + random.NextInt32(3); count > 0; count--)
            ratings.Add((films[Take(disliked, liked)], 1 + random.NextInt32(3), Day()));
        return [.. ratings.OrderBy(rating => rating.Day)];
    }

    private DemoFilm Pick() => films[random.NextInt32(films.Count)];

    private int Day() => FirstDay + random.NextInt32(DayCount);

    /// <summary>Draws a film in proportion to <paramref name="weights"/>, and makes sure that it is not drawn again.</summary>
    private int Take(double[] weights, double[] otherWeights)
    {
        double left = random.NextDouble() * weights.Sum();
        int film = 0;
        while (film < weights.Length - 1 && (left -= weights[film]) >= 0) film++;
        weights[film] = otherWeights[film] = 0;
        return film;
    }
}
