namespace OpenRouterKeys.Fluent;

/// <summary>What a setting is to become, where null is a value too: a nullable one of these tells "leave it" from "clear it".</summary>
internal readonly record struct Setting<T>(T Value);
