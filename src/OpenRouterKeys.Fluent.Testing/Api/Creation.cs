using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Reads the body of <c>POST /keys</c>.</summary>
internal static class Creation
{
    /// <returns>The key, still without hash, label and time.</returns>
    public static KeyInfo Read(BodyMembers body, out string? problem)
    {
        body.Require(MemberNames.Name);
        var key = new KeyInfo
        {
            Hash = "",
            Name = body.Text(MemberNames.Name, orNull: false) ?? "",
            LimitReset = body.Interval(MemberNames.LimitReset) ?? LimitReset.Never,
            ByokInLimit = body.Flag(MemberNames.ByokInLimit) ?? false,
            Expiry = body.Instant(MemberNames.Expiry),
            CreatorUserId = body.Text(MemberNames.Creator, orNull: true),
            WorkspaceId = body.Uuid(MemberNames.Workspace),
        };
        key = Limits.Set(key, body.Number(MemberNames.Limit));
        problem = body.Problem;
        return key;
    }
}
