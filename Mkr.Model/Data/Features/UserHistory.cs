namespace Mkr.Model.Data;

/// <summary>A user's training positives, as a field: the mean of their rows.</summary>
internal static class UserHistory
{
    /// <summary>
    /// The field. In training an example's own item is to be left out of it (<see cref="FeatureField.IsHistory"/>): a positive must not
    /// give itself away.
    /// </summary>
    public static FeatureField Field(string name, RecommendationData data, Interaction[] train)
    {
        (UserItems positives, _) = UserItems.ByLabel(data.Users.Count, train);
        var rows = new FeatureRows(data.Users.Count);
        for (int user = 0; user < data.Users.Count; user++)
            foreach (int item in positives[user]) rows.Add(user, item);
        return rows.ToField(name, FeatureOwner.User, data.Items) with { IsHistory = true };
    }
}
