using Mkr.Model.Serving;

namespace Mkr.Cli.Commands;

/// <summary>Whom <c>--users</c> means.</summary>
internal static class UserFile
{
    private const string All = "all";

    /// <summary>The users' indices: of the ids in a file, in their order, or of all.</summary>
    /// <exception cref="UnknownUserException">There is no user of an id.</exception>
    public static int[] Read(string path, Recommender recommender) => path == All
        ? [.. Enumerable.Range(0, recommender.Users.Count)]
        : [.. IdFile.Read(path, "--users").Select(recommender.FindUser)];
}
