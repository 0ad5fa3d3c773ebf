using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Input;

/// <summary>Finds the settings of a request in its JSON.</summary>
internal static class RequestPosition
{
    /// <summary>Returns the line and the column of a setting's value, both from 1; of the whole request if it lacks the setting.</summary>
    /// <param name="utf8">A request that was parsed without errors.</param>
    /// <param name="property">The C# property.</param>
    public static (int Line, int Column) Find(ReadOnlySpan<byte> utf8, string property)
    {
        var text = Encoding.UTF8.GetString(utf8);
        var start = Encoding.UTF8.GetCharCount(utf8[..FindStart(utf8, property)]);
        return new LineCounter(text).At(start);
    }

    private static int FindStart(ReadOnlySpan<byte> utf8, string property)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var (name, innerName) = NamesOf(property);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals(name))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            if (innerName is null)
            {
                return (int)reader.TokenStartIndex;
            }

            (name, innerName) = (innerName, null);
        }

        return start;
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
