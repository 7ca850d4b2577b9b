using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Runs;

/// <summary>Finds users by a part of their ids or names, whatever its case; those that begin with it come first.</summary>
/// <param name="recommender">Knows the users.</param>
internal sealed class UserSearch(Recommender recommender)
{
    /// <summary>The indices of the users that are found, at most so many.</summary>
    public IReadOnlyList<int> Find(string text, int count)
    {
        List<int> begin = [], contain = [];
        for (int user = 0; user < recommender.Users.Count && begin.Count < count; user++)
        {
            int place = Place(recommender.Users[user], recommender.UserNames[user], text);
            if (place == 0) begin.Add(user);
            else if (place > 0 && contain.Count < count) contain.Add(user);
        }

        return [.. begin.Concat(contain).Take(count)];
    }

    /// <summary>Where the text begins, in the id or in the name; -1 where it is in neither.</summary>
    private static int Place(string id, string? name, string text)
    {
        int inId = id.IndexOf(text, StringComparison.OrdinalIgnoreCase);
        int inName = name?.IndexOf(text, StringComparison.OrdinalIgnoreCase) ?? -1;
        return inId < 0 || inName < 0 ? Math.Max(inId, inName) : Math.Min(inId, inName);
    }
}
