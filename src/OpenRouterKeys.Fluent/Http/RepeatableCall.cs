namespace OpenRouterKeys.Fluent.Http;

/// <summary>A call that may be sent again.</summary>
/// <param name="Operation">A read, a change or a deletion.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Bearer">Sent as the bearer token.</param>
/// <param name="Hash">The key that it is about; null: none in particular.</param>
internal sealed record RepeatableCall(Operation Operation, Uri Address, Secret Bearer, string? Hash = null)
{
    /// <summary>What a change says.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public HttpMethod Verb => Operation.Verb;

    public bool IsRead => Verb == HttpMethod.Get;

    public bool IsDeletion => Operation == Operation.Delete;

    public string Done => Operation.Done;
}
