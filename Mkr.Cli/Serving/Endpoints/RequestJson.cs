using System.Text.Json.Serialization;

namespace Mkr.Cli.Serving.Endpoints;

/// <summary>Code that reads the bodies of requests, made when the program is compiled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HistoryRequest))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(BatchAnswer))]
internal sealed partial class RequestJson : JsonSerializerContext;
