using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Sources;

namespace Mkr.Model.Data.Preparation;

/// <summary>
/// The prepared folder, being written: what a data set has is passed on to its files as it comes. In memory are ids and counts of users,
/// items, entities and relations, the items' names and links; lines are not.
/// </summary>
internal sealed class PreparedFolder : IDataSink, IDisposable
{
    private const string UnlinkedFile = "unlinked_items.txt";
    private const string Unlinked = "an item without a link";

    private readonly string _folder;
    private readonly DataSource _source;
    private readonly Dictionary<FeatureOwner, OwnersWriter> _owners;
    private bool _isClosed;

    public PreparedFolder(string folder, DataSource source, double? threshold)
    {
        _folder = folder;
        _source = source;
        Ratings = new RatingsWriter(folder, Links.Items, source.HasRatings, source.HasTimes, threshold ?? source.Threshold);
        Graph = new GraphWriter(folder, Links);
        _owners = Enum.GetValues<FeatureOwner>().ToDictionary(owner => owner, owner => new OwnersWriter(folder, owner));
    }

    public ItemLinks Links { get; } = new();

    public RatingsWriter Ratings { get; }

    public GraphWriter Graph { get; }

    /// <summary>Names and features.</summary>
    public IEnumerable<OwnersWriter> Owners => _owners.Values;

    /// <summary>All links have been read: from now on there are no other items, unless those without a link are kept.</summary>
    public void EndLinks() => _isClosed = !_source.KeepsUnlinked;

    /// <summary>All items have been read: the graph follows, and items may be linked by name.</summary>
    public void EndItems() => Links.LookForNames(_owners[FeatureOwner.Item].Names);

    /// <inheritdoc/>
    public string? Link(ReadOnlySpan<byte> item, ReadOnlySpan<byte> entity) => Links.Add(item, entity);

    /// <inheritdoc/>
    public string? Interaction(ReadOnlySpan<byte> user, ReadOnlySpan<byte> item, ReadOnlySpan<byte> rating, ReadOnlySpan<byte> time) =>
        _isClosed && !Links.Items.TryGetIndex(item, out _) ? Unlinked : Ratings.Add(user, item, rating, time);

    /// <inheritdoc/>
    public string? Owner(FeatureOwner owner, ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty) return "an empty id";
        if (!TsvField.CanHold(id)) return "a tab or line end in an id";
        if (owner == FeatureOwner.User) return Ratings.Users.TryGetIndex(id, out _) ? null : "a user without an interaction";
        if (owner != FeatureOwner.Item) return null;
        if (_isClosed && !Links.Items.TryGetIndex(id, out _)) return Unlinked;
        Links.Items.GetOrAdd(id);
        return null;
    }

    /// <inheritdoc/>
    public string? Row(FeatureOwner owner, ReadOnlySpan<byte> id) => Owner(owner, id) ?? _owners[owner].AddRow(Index(owner, id));

    /// <inheritdoc/>
    public string? Name(FeatureOwner owner, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name) =>
        _owners[owner].AddName(Index(owner, id), id, name);

    /// <inheritdoc/>
    public string? Feature(FeatureOwner owner, ReadOnlySpan<byte> id, string field, ReadOnlySpan<byte> value) =>
        _owners[owner].AddFeature(id, field, value);

    /// <inheritdoc/>
    public string? Triple(ReadOnlySpan<byte> head, ReadOnlySpan<byte> relation, ReadOnlySpan<byte> tail) =>
        Graph.Add(head, relation, tail);

    /// <inheritdoc/>
    public void EntityName(ReadOnlySpan<byte> entity, ReadOnlySpan<byte> name) => Links.MeetName(entity, name);

    /// <summary>Writes what is known only at the end: the map of items, those without a link, and the format.</summary>
    public void Finish()
    {
        RawFormat format = RawDataWriter.Format(string.Empty);
        Links.Write(Path.Combine(_folder, format.ItemMapFile));
        if (Links.Unlinked.Count > 0)
            File.WriteAllLines(Path.Combine(_folder, UnlinkedFile), Links.Unlinked.Select(item => Links.Items[item]));
        int? rating = _source.HasRatings ? 2 : null, time = _source.HasTimes ? 2 + (_source.HasRatings ? 1 : 0) : null;
        FormatFile.Write(_folder, format with
        {
            Columns = 1 + (time ?? rating ?? 1),
            RatingColumn = rating,
            TimeColumn = time,
            Threshold = Ratings.Threshold is double threshold && double.IsFinite(threshold) ? threshold : null,
            Duplicates = _source.Duplicates,
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ratings.Dispose();
        Graph.Dispose();
        foreach (OwnersWriter owner in Owners) owner.Dispose();
    }

    private int Index(FeatureOwner owner, ReadOnlySpan<byte> id)
    {
        (owner == FeatureOwner.User ? Ratings.Users : Links.Items).TryGetIndex(id, out int index);
        return index;
    }
}
