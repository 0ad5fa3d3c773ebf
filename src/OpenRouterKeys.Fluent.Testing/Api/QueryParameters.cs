using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Reads query parameters and checks their values as the API does. Unknown parameters are ignored.</summary>
internal sealed class QueryParameters(Dictionary<string, StringValues> parameters)
{
    public const string WorkspaceId = "workspace_id";

    /// <summary>The first problem found; null if there is none so far.</summary>
    public string? Problem { get; private set; }

    public string? GetText(string name) => parameters.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool GetBoolean(string name)
    {
        var value = GetText(name) ?? "false";
        Problem ??= value is "true" or "false" ? null : $"{name} must be true or false";
        return value == "true";
    }

    public int? GetInteger(string name, int min, int max = int.MaxValue)
    {
        if (GetText(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Problem ??= max == int.MaxValue ? $"{name} must be an integer of at least {min}" : $"{name} must be an integer from {min} to {max}";
        return null;
    }

    public Guid? GetWorkspaceId()
    {
        if (GetText(WorkspaceId) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        Problem ??= $"{WorkspaceId} must be a UUID";
        return null;
    }
}
