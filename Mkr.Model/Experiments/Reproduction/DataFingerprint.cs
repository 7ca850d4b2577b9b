using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mkr.Model.Data;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>Tells data sets apart.</summary>
internal static class DataFingerprint
{
    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the sizes, the positives and other ratings with their times, the entities of the items,
    /// the triples and the features; of indices, so that renaming changes nothing.
    /// </summary>
    public static string Compute(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append<int>([data.Users.Count, data.Items.Count, data.Graph.Entities.Count, data.Graph.Relations.Count, data.Graph.Triples.Length]);
        for (int user = 0; user < data.Users.Count; user++)
        {
            AppendRow(data.Positives[user]);
            AppendRow(data.Rated[user]);
        }

        for (int item = 0; item < data.Items.Count; item++)
            AppendRow(data.Map.EntitiesOf(item));
        Append(data.Graph.Triples);
        Append<long>([.. data.PositiveTimes ?? []]);
        foreach (FeatureField field in data.Features)
        {
            Append<int>(field.Starts);
            Append<int>(field.Values);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void AppendRow(ReadOnlySpan<int> row)
        {
            Append<int>([row.Length]);
            Append(row);
        }

        void Append<T>(ReadOnlySpan<T> values)
            where T : unmanaged => hash.AppendData(MemoryMarshal.AsBytes(values));
    }
}
