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
        if (query.TryGetValue(MemberNames.Offset, out var offset)
            && !int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out listing._offset))
        {
            problem = $"{MemberNames.Offset} must be an integer from 0";
        }

        if (query.TryGetValue(MemberNames.IncludeDisabled, out var disabled))
        {
            problem = disabled.ToString() is "true" or "false" ? problem : $"{MemberNames.IncludeDisabled} must be true or false";
            listing._includesDisabled = disabled == "true";
        }

        if (query.TryGetValue(MemberNames.Workspace, out var workspace))
        {
            problem = Guid.TryParseExact(workspace, "D", out var id) ? problem : $"{MemberNames.Workspace} must be a UUID";
            listing._workspace = id;
        }

        return listing;
    }

    /// <summary>Without a workspace in the query, the keys of the default one: those that were created without a workspace.</summary>
    public IEnumerable<KeyInfo> Of(IEnumerable<KeyInfo> newestFirst) => newestFirst
        .Where(key => key.WorkspaceId == _workspace && (_includesDisabled || !key.Disabled))
        .Skip(_offset)
        .Take(PageSize);
}
