using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>Invents users and their ratings. A user likes one school of films, and rates few films of the others highly.</summary>
internal sealed class DemoAudience(IReadOnlyList<DemoFilm> films, SeededRandom random)
{
    private const int FirstDay = 19_000; // days since 1970-01-01
    private const int DayCount = 1000;
    private const double OtherSchools = 0.03; // the chance of a film of another school, relative to one of the liked school

    /// <summary>The ratings of a new user, in the order of their days.</summary>
    public IReadOnlyList<(DemoFilm Film, int Rating, int Day)> Ratings()
    {
        int school = random.NextInt32(DemoCatalogue.SchoolCount);
        double[] liked = [.. films.Select(film => film.Appeal * (film.School == school ? 1 : OtherSchools))];
        double[] disliked = [.. films.Select(film => film.School == school ? 0 : film.Appeal)];
        var ratings = new List<(DemoFilm Film, int Rating, int Day)>();
        for (int count = 20 + random.NextInt32(9); count > 0; count--)
        {
            int film = Take(liked, disliked);
            ratings.Add((films[film], films[film].School == school ? 5 : 4, Day()));
        }

        for (int count = random.NextInt32(3); count > 0; count--)
            ratings.Add((films[Take(disliked, liked)], 1 + random.NextInt32(3), Day()));
        return [.. ratings.OrderBy(rating => rating.Day)];
    }

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
