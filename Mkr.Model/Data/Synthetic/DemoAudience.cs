using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Invents users and their ratings. A user likes a few values of some relations, each as much as he does, and sees a film the oftener
/// the more of them it has; now and then he sees what everybody sees.
/// </summary>
internal sealed class DemoAudience(DemoCatalogue catalogue, SeededRandom random)
{
    private const int FirstDay = 19_000; // days since 1970-01-01
    private const int DayCount = 1000;
    private const int FewestRatings = 8;
    private const int MoreRatings = 60;
    private const int Skew = 2; // few users rate many films
    private const double Chance = 0.08; // the share of films that are seen whatever the taste
    private const double Disappointment = 0.04; // the share of films that are seen and not liked

    private readonly double[] _appeals = [.. catalogue.Films.Select(film => film.Appeal)];

    /// <summary>The ratings of a new user, in the order of their days.</summary>
    public IReadOnlyList<(DemoFilm Film, int Rating, int Day)> Ratings()
    {
        Dictionary<(DemoRelation, string), double> tastes = Tastes();
        double[] appeals = [.. _appeals];
        double[] liked = [.. catalogue.Films.Select(film => film.Appeal * Taste(film, tastes))];
        var ratings = new List<(DemoFilm Film, int Rating, int Day)>();
        for (int count = FewestRatings + PowerLaw.Draw(MoreRatings, Skew, random); count > 0; count--)
        {
            int film = Draw(random.NextDouble() < Chance ? appeals : liked);
            int rating = random.NextDouble() < Disappointment ? 1 + random.NextInt32(3) : 4 + random.NextInt32(2);
            ratings.Add((catalogue.Films[film], rating, FirstDay + random.NextInt32(DayCount)));
            appeals[film] = liked[film] = 0;
        }

        return [.. ratings.OrderBy(rating => rating.Day)];
    }

    /// <summary>How much oftener the user sees a film for what he likes in it.</summary>
    private static double Taste(DemoFilm film, Dictionary<(DemoRelation, string), double> tastes) =>
        film.Links.Aggregate(1.0, (product, link) => product * tastes.GetValueOrDefault(link, 1));

    /// <summary>The values that a user likes, and the factor of each: from one to two times the pull.</summary>
    private Dictionary<(DemoRelation, string), double> Tastes()
    {
        var tastes = new Dictionary<(DemoRelation, string), double>();
        foreach (DemoRelation relation in catalogue.Relations)
        {
            for (int count = 0; count < relation.Liked; count++)
                tastes[(relation, relation.Draw(random))] = relation.Pull * (1 + random.NextDouble());
        }

        return tastes;
    }

    /// <summary>Draws a film in proportion to <paramref name="weights"/>.</summary>
    private int Draw(double[] weights)
    {
        double left = random.NextDouble() * weights.Sum();
        int film = 0;
        while (film < weights.Length - 1 && (left -= weights[film]) >= 0) film++;
        return film;
    }
}
