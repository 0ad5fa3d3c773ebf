namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>Members that the API got after the contract was written. Each is known from the API's documentation and recorded traffic:
/// <c>expires_at</c> since November 2025, the others since April 2026.</summary>
internal static class LaterMembers
{
    public static readonly string[] OfRequests = ["expires_at", "creator_user_id", "workspace_id"];

    public static readonly string[] OfAnswers = OfRequests;
}
