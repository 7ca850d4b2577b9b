using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mkr.Cli.Serving.Endpoints;

namespace Mkr.Cli.Output.Json;

/// <summary>Code that writes results as JSON, made when the program is compiled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecommendAnswer))]
[JsonSerializable(typeof(SimilarAnswer))]
[JsonSerializable(typeof(UsersAnswer))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class AnswerJson : JsonSerializerContext;
