namespace OpenRouterKeys.Fluent;

/// <summary>A new key with its secret. Store <see cref="Key"/> now: the API returns it only once.</summary>
public sealed record CreatedKey
{
    /// <summary>The secret (<c>key</c> in the response). It is masked wherever it is printed or logged; <see cref="Secret.Reveal"/> returns its
    /// text.</summary>
    public required ApiKey Key { get; init; }

    /// <summary>The key's metadata (<c>data</c> in the response).</summary>
    public required KeyInfo Info { get; init; }
}
