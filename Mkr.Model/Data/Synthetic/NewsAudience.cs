using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Who clicks on what. Each user has a few topics that he likes, and most of his clicks are on news of these. How many clicks a user and an
/// item have falls as a power law, and is exact: clicks are dealt out to users and topics, the topics' items to the clicks.
/// </summary>
internal sealed class NewsAudience
{
    private const double Loyalty = 0.85;
    private const int MostTastes = 2;
    private const int ClicksPerTaste = 400; // whoever reads so much has wider tastes
    private const int MostTries = 10_000;

    private readonly SeededRandom _random;
    private readonly WorldSizes _sizes;

    // The clicks by topic, and within a topic by user; the clicks of a user in a topic are a run.
    private readonly int[] _starts;
    private readonly int[] _users;
    private readonly int[] _items;

    /// <summary>Invents the clicks.</summary>
    /// <exception cref="ArgumentException">There are too few items for so many clicks of one user.</exception>
    public NewsAudience(WorldSizes sizes, SeededRandom random)
    {
        (_sizes, _random) = (sizes, random);
        _starts = new int[NewsTopics.Count + 1];
        _users = new int[sizes.Positives];
        _items = new int[sizes.Positives];
        TopicOfItem = new int[sizes.Items];
        DealToTopics();
        DealItems();
    }

    /// <summary>The topic of each item.</summary>
    public int[] TopicOfItem { get; }

    /// <summary>Each user's items.</summary>
    public CompressedRows ItemsOfUsers => CompressedRows.Build(_sizes.Users, [.. _users.Zip(_items)]);

    /// <summary>Decides the topic of each user's clicks. Each topic has a reader, since somebody must read its items.</summary>
    private void DealToTopics()
    {
        int[] clicksOf = PowerLaw.Deal(_sizes.Positives, _sizes.Users, roots: 1);
        int[] topics = new int[_sizes.Positives];
        for (int user = 0, i = 0; user < clicksOf.Length; user++)
        {
            int[] tastes = new int[1 + _random.NextInt32(MostTastes) + (clicksOf[user] / ClicksPerTaste)];
            for (int taste = 0; taste < tastes.Length; taste++) tastes[taste] = _random.NextInt32(NewsTopics.Count);
            for (int click = 0; click < clicksOf[user]; click++, i++)
            {
                bool isFirst = click == 0 && user < NewsTopics.Count;
                topics[i] = isFirst ? user
                    : _random.NextDouble() < Loyalty ? tastes[_random.NextInt32(tastes.Length)]
                    : _random.NextInt32(NewsTopics.Count);
                _starts[topics[i] + 1]++;
            }
        }

        for (int topic = 0; topic < NewsTopics.Count; topic++) _starts[topic + 1] += _starts[topic];
        int[] next = [.. _starts];
        for (int user = 0, i = 0; user < clicksOf.Length; user++)
            for (int click = 0; click < clicksOf[user]; click++) _users[next[topics[i++]]++] = user;
    }

    /// <summary>Gives each topic items in proportion to its clicks, each item its clicks, and each click an item.</summary>
    private void DealItems()
    {
        int[] lastReader = new int[_sizes.Items];
        Array.Fill(lastReader, -1);
        int firstItem = 0;
        for (int topic = 0; topic < NewsTopics.Count; topic++)
        {
            // One for each topic, the others in proportion to the clicks beyond the first.
            double share = (_starts[topic + 1] - (topic + 1)) / (double)(_sizes.Positives - NewsTopics.Count);
            int endItem = topic + 1 + (int)((_sizes.Items - NewsTopics.Count) * share);
            Array.Fill(TopicOfItem, topic, firstItem, endItem - firstItem);
            Span<int> items = _items.AsSpan(_starts[topic].._starts[topic + 1]);
            int[] clicksOf = PowerLaw.Deal(items.Length, endItem - firstItem, roots: 2);
            for (int item = 0, i = 0; item < clicksOf.Length; item++)
                for (int click = 0; click < clicksOf[item]; click++) items[i++] = firstItem + item;
            _random.Shuffle(items);
            Separate(_users.AsSpan(_starts[topic].._starts[topic + 1]), items, lastReader);
            firstItem = endItem;
        }
    }

    /// <summary>Exchanges items between users until none has one twice.</summary>
    private void Separate(ReadOnlySpan<int> users, Span<int> items, int[] lastReader)
    {
        for (int i = 0; i < items.Length; i++)
        {
            for (int tries = 0; lastReader[items[i]] == users[i]; tries++)
            {
                if (tries == MostTries)
                    throw new ArgumentException($"There is no news world of the sizes {_sizes}: give it more items or users.");
                int other = _random.NextInt32(items.Length);
                if (users[other] == users[i] || Has(users, items, other, items[i]) || Has(users, items, i, items[other])) continue;
                (items[i], items[other]) = (items[other], items[i]);
            }

            lastReader[items[i]] = users[i];
        }
    }

    /// <summary>Whether the user of a click has an item in any click of his run.</summary>
    private static bool Has(ReadOnlySpan<int> users, ReadOnlySpan<int> items, int click, int item)
    {
        for (int i = click; i >= 0 && users[i] == users[click]; i--)
            if (items[i] == item) return true;
        for (int i = click + 1; i < users.Length && users[i] == users[click]; i++)
            if (items[i] == item) return true;
        return false;
    }
}
