using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>The wire's shapes as System.Text.Json's source generator writes them, without reflection.</summary>
[JsonSerializable(typeof(KeyInfoJson), GenerationMode = JsonSourceGenerationMode.Serialization)]
internal sealed partial class KeyJsonContext : JsonSerializerContext;
