using Mkr.Model.Serving;

namespace Mkr.Tests;

/// <summary>The example of docs/serving.md: its using lines are this file's, its statements those between the marks.</summary>
internal static class ServingExample
{
    public static void Run()
    {
        // <example>
        using Recommender model = Recommender.Open("my-run");
        foreach (RecommendedItem item in model.Recommend("nadia-verton", 10))
            Console.WriteLine($"{item.Name}: {item.Score:0.00}, by {item.Source}");

        var crime = new RecommendOptions { Categories = [new Category("genre", "genre:crime")] };
        RecommendationList list = model.RecommendFor(["dusty-weaver", "silver-harbour"], 5, crime);
        if (!list.IsComplete) Console.WriteLine($"Only {list.Count} are left.");

        foreach (SimilarItem item in model.Similar("dusty-weaver", 3)) Console.WriteLine($"like it: {item.Name}");
        // </example>
    }
}
