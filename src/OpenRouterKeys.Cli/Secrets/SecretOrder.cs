namespace OpenRouterKeys.Cli.Secrets;

/// <summary>Where a new key's secret is to go.</summary>
internal sealed record SecretOrder
{
    public bool Json { get; init; }

    public bool Reveal { get; init; }

    public string? File { get; init; }

    /// <summary>Whether standard output gets the secret: where that is asked for, and in JSON where no file takes it.</summary>
    public bool IsOnOutput => Reveal || (Json && File is null);

    /// <summary>Whether the secret, which comes once, goes nowhere.</summary>
    public bool IsLost => !(Json || Reveal || File is not null);
}
