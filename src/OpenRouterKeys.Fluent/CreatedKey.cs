namespace OpenRouterKeys.Fluent;

/// <summary>A key that was just created. Store <see cref="Key"/> now: the API never shows it again.</summary>
public sealed record CreatedKey
{
    /// <summary>The secret (the answer's <c>key</c>), masked wherever it is shown; <see cref="Secret.Reveal"/> gives it.</summary>
    public required ApiKey Key { get; init; }

    /// <summary>What the API tells of the key (the answer's <c>data</c>).</summary>
    public required KeyInfo Info { get; init; }
}
