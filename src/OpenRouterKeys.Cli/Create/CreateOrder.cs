using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Create;

/// <summary>What the command line of <c>create</c> asks for; null where it does not say.</summary>
internal sealed record CreateOrder
{
    public string? Name { get; init; }

    public decimal? LimitUsd { get; init; }

    public LimitReset? Reset { get; init; }

    public bool? Byok { get; init; }

    public DateTimeOffset? Expiry { get; init; }

    public Guid? Workspace { get; init; }

    public string? Creator { get; init; }

    public string? FromJson { get; init; }

    public bool DryRun { get; init; }

    public required SecretOrder Secret { get; init; }

    public required ApiTarget Api { get; init; }

    /// <summary>Whether a real key would be created and its secret, which comes once, thrown away.</summary>
    public bool LosesSecret => !DryRun && !Api.Simulator && Secret.IsLost;
}
