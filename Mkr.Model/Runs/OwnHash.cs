using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mkr.Model.Runs;

/// <summary>Has a JSON object vouch for itself: its member <c>sha256</c> is the hash of everything in it but that hash.</summary>
internal static class OwnHash
{
    private const string Key = "sha256";

    /// <summary>Adds the hash.</summary>
    /// <returns>The hash, in lower-case hexadecimal.</returns>
    public static string Add(JsonObject json)
    {
        string hash = Of(json);
        json[Key] = hash;
        return hash;
    }

    /// <summary>The hash that the object has; null where it has none, or is not what it was.</summary>
    public static string? Check(JsonObject json) => json[Key]?.GetValue<string>() is string hash && hash == Of(json) ? hash : null;

    private static string Of(JsonObject json)
    {
        var rest = new JsonObject(json.Where(p => p.Key != Key).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rest.ToJsonString())));
    }
}
