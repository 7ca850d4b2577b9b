using Mkr.Engine.Ops;

namespace Mkr.Model.Data;

/// <summary>
/// One field of the raw features of users, items, entities or relations: the values that each has in it, such as the genres of an item.
/// </summary>
/// <remarks>
/// A vector adds a bag of the field's table up for it, a row for each value, as <see cref="Mode"/> says. A value may be there several
/// times, and then counts as often.
/// </remarks>
public sealed record FeatureField
{
    internal FeatureField(string name, FeatureOwner owner, Vocabulary vocabulary, int[] starts, int[] values) =>
        (Name, Owner, Vocabulary, Starts, Values) = (name, owner, vocabulary, starts, values);

    /// <summary>Its name; no two fields of the same owners share one.</summary>
    public string Name { get; }

    /// <summary>What its values belong to.</summary>
    public FeatureOwner Owner { get; }

    /// <summary>The values that there are: their numbers are the rows of the field's table.</summary>
    public Vocabulary Vocabulary { get; init; }

    /// <summary>How the rows of an owner's values are added up.</summary>
    public BagMode Mode { get; init; } = BagMode.Mean;

    /// <summary>Whether the values are the items of a user's history: an example's own item is not to be among them.</summary>
    public bool IsHistory { get; init; }

    /// <summary>Whether the values are the words of a text, whose order says something.</summary>
    public bool IsText { get; init; }

    /// <summary>The number of owners, those without values included.</summary>
    public int OwnerCount => Starts.Length - 1;

    /// <summary>The number of values of the owner that has the most.</summary>
    public int Longest
    {
        get
        {
            int longest = 0;
            for (int owner = 0; owner < OwnerCount; owner++) longest = Math.Max(longest, Starts[owner + 1] - Starts[owner]);
            return longest;
        }
    }

    /// <summary>The position of each owner's first value when all are laid end to end, and at the end the number of all.</summary>
    internal int[] Starts { get; }

    /// <summary>The values of all owners, laid end to end.</summary>
    internal int[] Values { get; init; }

    /// <summary>The weight of each of <see cref="Values"/>; null where all are 1.</summary>
    internal double[]? Weights { get; init; }

    /// <summary>The values of an owner, in the order of the file.</summary>
    public ReadOnlySpan<int> this[int owner] => Values.AsSpan(Starts[owner], Starts[owner + 1] - Starts[owner]);

    /// <summary>
    /// The field without the values that only owners have who are not in the training part: such a value's row would stay what it was at
    /// the start. The other values keep their order and are numbered anew.
    /// </summary>
    /// <param name="isSeen">Whether an owner is in the training part.</param>
    public FeatureField OnlySeen(Predicate<int> isSeen)
    {
        ArgumentNullException.ThrowIfNull(isSeen);
        bool[] isKept = new bool[Vocabulary.Count];
        for (int owner = 0; owner < OwnerCount; owner++)
        {
            if (!isSeen(owner)) continue;
            foreach (int value in this[owner]) isKept[value] = true;
        }

        if (!isKept.Contains(false)) return this;
        var vocabulary = new Vocabulary();
        int[] numbers = [.. isKept.Select((kept, value) => kept ? vocabulary.GetOrAdd(Vocabulary.Utf8(value)) : -1)];
        var rows = new FeatureRows(OwnerCount);
        for (int owner = 0; owner < OwnerCount; owner++)
        {
            foreach (int value in this[owner])
                if (isKept[value]) rows.Add(owner, numbers[value]);
        }

        return rows.ToField(Name, Owner, vocabulary) with { Mode = Mode };
    }

    /// <summary>
    /// The field with a weighted mean in which rare values count more (inverse document frequency): a value that n of N owners have weighs
    /// log(N / n), divided by the sum of the weights of its owner's values. Where that sum is 0, so are the weights.
    /// </summary>
    public FeatureField WithInverseFrequencies()
    {
        double[] ownersOf = new double[Vocabulary.Count];
        for (int owner = 0; owner < OwnerCount; owner++)
            foreach (int value in new HashSet<int>(this[owner].ToArray())) ownersOf[value]++;
        double[] weights = [.. Values.Select(value => Math.Log(OwnerCount / ownersOf[value]))];
        for (int owner = 0; owner < OwnerCount; owner++)
        {
            Span<double> own = weights.AsSpan(Starts[owner], Starts[owner + 1] - Starts[owner]);
            double sum = 0;
            foreach (double weight in own) sum += weight;
            foreach (ref double weight in own) weight = sum == 0 ? 0 : weight / sum;
        }

        return this with { Weights = weights, Mode = BagMode.Sum };
    }
}
