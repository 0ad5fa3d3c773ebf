using System.Globalization;
using Microsoft.Extensions.Primitives;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The query of <c>GET /keys</c>: which keys, and from where on.</summary>
internal sealed class Listing
{
    private const int PageSize = 100;

    private bool _includesDisabled;
    private int _offset;
    private Guid? _workspace;

    public static Listing Read(Dictionary<string, StringValues> query, out string? problem)
    {
        var listing = new Listing();
        problem = null;
        if (query.TryGetValue(PropertyNames.Offset, out var offset)
            && !int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out listing._offset))
        {
            problem = $"{PropertyNames.Offset} must be an integer from 0";
        }

        if (query.TryGetValue(PropertyNames.IncludeDisabled, out var disabled))
        {
            problem = disabled.ToString() is "true" or "false" ? problem : $"{PropertyNames.IncludeDisabled} must be true or false";
            listing._includesDisabled = disabled == "true";
        }

        if (query.TryGetValue(PropertyNames.WorkspaceId, out var workspace))
        {
            problem = Guid.TryParseExact(workspace, "D", out var id) ? problem : $"{PropertyNames.WorkspaceId} must be a UUID";
            listing._workspace = id;
        }

        return listing;
    }

    /// <summary>Without a workspace in the query, the keys of the default one: those that were created without a workspace.</summary>
    public IEnumerable<KeyInfo> Of(IEnumerable<KeyInfo> newestFirst) => newestFirst
        .Where(key => key.WorkspaceId == _workspace && (_includesDisabled || !key.IsDisabled))
        .Skip(_offset)
        .Take(PageSize);
}
