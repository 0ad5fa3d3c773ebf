namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The same key to create, said both ways.</summary>
internal static class Requests
{
    private static readonly DateTime Expiry = new(2035, 12, 31, 23, 59, 59, DateTimeKind.Utc);
    private static readonly Guid Workspace = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11");
    private const string Creator = "user_2dHFtVWx2n56w6HkM0000000000";

    /// <summary>What most requests say.</summary>
    public static KeyRequest Usual { get; } = KeyRequest.Named("ci-bot").Limit(25.5m).ResetsMonthly();

    public static PlainRequest PlainUsual { get; } = new("ci-bot", 25.5m, "monthly", null, null, null, null);

    /// <summary>Every member.</summary>
    public static KeyRequest Full { get; } = Usual.CountsByok().ExpiresAt(Expiry).CreatedBy(Creator).InWorkspace(Workspace);

    public static PlainRequest PlainFull { get; } = new("ci-bot", 25.5m, "monthly", true, Expiry, Creator, Workspace);
}
