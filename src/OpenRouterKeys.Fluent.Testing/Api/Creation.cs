using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Reads the body of <c>POST /keys</c>.</summary>
internal static class Creation
{
    /// <returns>The key, still without hash, label and time.</returns>
    public static KeyInfo Read(BodyMembers body, out string? problem)
    {
        body.Require(PropertyNames.Name);
        var key = new KeyInfo
        {
            Hash = "",
            Name = body.Text(PropertyNames.Name, orNull: false) ?? "",
            LimitReset = body.Interval(PropertyNames.LimitReset) ?? LimitReset.Never,
            IncludeByokInLimit = body.Flag(PropertyNames.IncludeByokInLimit) ?? false,
            ExpiresAt = body.Instant(PropertyNames.ExpiresAt),
            CreatorUserId = body.Text(PropertyNames.CreatorUserId, orNull: true),
            WorkspaceId = body.Uuid(PropertyNames.WorkspaceId),
        };
        key = Limits.Set(key, body.Number(PropertyNames.Limit));
        problem = body.Problem;
        return key;
    }
}
