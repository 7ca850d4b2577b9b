using Mkr.Model.Data;

namespace Mkr.Model.Explanations;

/// <summary>Names of what the data knows by indices.</summary>
internal sealed class EntityNames(RecommendationData data)
{
    /// <summary>A user.</summary>
    public Named User(int user) => new(data.Users[user], data.UserNames[user]);

    /// <summary>An item.</summary>
    public Named Item(int item) => new(data.Items[item], data.ItemNames[item]);

    /// <summary>An entity: by its item's name where it belongs to one, else by its id.</summary>
    public string Entity(int entity)
    {
        ReadOnlySpan<int> items = data.Map.ItemsOf(entity);
        return items.Length == 1 ? Item(items[0]).ToString() : data.Graph.Entities[entity];
    }

    /// <summary>A relation.</summary>
    public string Relation(int relation) => data.Graph.Relations[relation];
}
