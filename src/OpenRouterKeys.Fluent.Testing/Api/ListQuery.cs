using System.Globalization;
using Microsoft.Extensions.Primitives;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The query parameters of <c>GET /keys</c>.</summary>
internal sealed class ListQuery
{
    private const int PageSize = 100;

    private bool _includeDisabled;
    private bool _includeExpired;
    private int _offset;
    private Guid? _workspaceId;

    public static ListQuery Read(Dictionary<string, StringValues> parameters, out string? problem)
    {
        var query = new ListQuery();
        problem = null;
        if (parameters.TryGetValue(ApiNames.Offset, out var offset)
            && !int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out query._offset))
        {
            problem = $"{ApiNames.Offset} must be an integer of at least 0";
        }

        query._includeDisabled = ReadBoolean(parameters, ApiNames.IncludeDisabled, ref problem);
        query._includeExpired = ReadBoolean(parameters, ApiNames.IncludeExpired, ref problem);

        if (parameters.TryGetValue(ApiNames.WorkspaceId, out var workspaceId))
        {
            problem = Guid.TryParseExact(workspaceId, "D", out var id) ? problem : $"{ApiNames.WorkspaceId} must be a UUID";
            query._workspaceId = id;
        }

        return query;
    }

    /// <summary>Returns one page. Without a workspace in the query, it contains the keys that were created without a workspace.</summary>
    public IEnumerable<KeyInfo> ApplyTo(IEnumerable<KeyInfo> newestFirst, DateTimeOffset now) => newestFirst
        .Where(key => key.WorkspaceId == _workspaceId && (_includeDisabled || !key.IsDisabled) && (_includeExpired || !(key.ExpiresAt <= now)))
        .Skip(_offset)
        .Take(PageSize);

    private static bool ReadBoolean(Dictionary<string, StringValues> parameters, string name, ref string? problem)
    {
        var value = parameters.GetValueOrDefault(name, "false").ToString();
        problem = value is "true" or "false" ? problem : $"{name} must be true or false";
        return value == "true";
    }
}
