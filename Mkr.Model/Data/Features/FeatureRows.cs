namespace Mkr.Model.Data;

/// <summary>Collects the values of owners, which may come in any order: those of one keep theirs.</summary>
/// <param name="ownerCount">The number of owners.</param>
internal sealed class FeatureRows(int ownerCount)
{
    private readonly List<(int Owner, int Value)> _pairs = [];

    public void Add(int owner, int value) => _pairs.Add((owner, value));

    /// <summary>The field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="owner">What its values belong to.</param>
    /// <param name="vocabulary">The values.</param>
    public FeatureField ToField(string name, FeatureOwner owner, Vocabulary vocabulary)
    {
        int[] starts = new int[ownerCount + 1];
        foreach ((int row, _) in _pairs) starts[row + 1]++;
        for (int i = 0; i < ownerCount; i++) starts[i + 1] += starts[i];
        int[] next = [.. starts], values = new int[_pairs.Count];
        foreach ((int row, int value) in _pairs) values[next[row]++] = value;
        return new FeatureField(name, owner, vocabulary, starts, values);
    }

    /// <summary>
    /// The field, with its values numbered in the order of the owners: the same however the owners come, so that a file that is written
    /// owner by owner gives the same numbers.
    /// </summary>
    /// <inheritdoc cref="ToField"/>
    public FeatureField ToNumberedField(string name, FeatureOwner owner, Vocabulary vocabulary)
    {
        FeatureField field = ToField(name, owner, vocabulary);
        var numbered = new Vocabulary();
        int[] values = [.. field.Values.Select(value => numbered.GetOrAdd(vocabulary.Utf8(value)))];
        return field with { Vocabulary = numbered, Values = values };
    }
}
