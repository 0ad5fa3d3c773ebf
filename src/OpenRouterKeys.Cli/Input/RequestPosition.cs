using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Input;

/// <summary>Finds the settings of a request in its JSON.</summary>
internal static class RequestPosition
{
    /// <summary>Returns the line and the column of a setting's value, both from 1; of the whole request if it lacks the setting.</summary>
    /// <param name="json">A request that was parsed without errors.</param>
    /// <param name="property">The C# property.</param>
    public static (int Line, int Column) Find(string json, string property)
    {
        var parser = new JsonParser(json);
        parser.Parse(out var value);
        var (name, innerName) = NamesOf(property);
        var start = value.Start;
        if (TryFind(parser.Properties, name, ref value))
        {
            start = innerName is null || TryFind(JsonParser.PropertiesOf(value, json), innerName, ref value) ? value.Start : start;
        }

        return new LineCounter(json).At(start);
    }

    private static bool TryFind(IEnumerable<JsonProperty> properties, string name, ref JsonValue value)
    {
        foreach (var property in properties.Where(property => property.Name.Text == name))
        {
            value = property.Value;
            return true;
        }

        return false;
    }

    private static (string Name, string? InnerName) NamesOf(string property) => property switch
    {
        nameof(KeyRequest.Name) => (ApiNames.Name, null),
        nameof(KeyRequest.LimitUsd) => (ApiNames.Limit, null),
        nameof(KeyRequest.LimitReset) => (ApiNames.LimitReset, null),
        nameof(KeyRequest.Expiration) => (ApiNames.ExpiresAt, null),
        nameof(KeyRequest.WorkspaceId) => (ApiNames.WorkspaceId, null),
        nameof(KeyRequest.CreatorUserId) => (ApiNames.CreatorUserId, null),
        nameof(KeyRequest.ExternalUser) => (ApiNames.External, ApiNames.User),
        nameof(KeyRequest.ExternalApiKey) => (ApiNames.External, ApiNames.ApiKey),
        _ => (property, null),
    };
}
