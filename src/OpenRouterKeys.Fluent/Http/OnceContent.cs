namespace OpenRouterKeys.Fluent.Http;

/// <summary>A body that is written once.</summary>
internal class OnceContent(ReadOnlyMemory<byte> body) : CountedContent(body)
{
    protected sealed override int MostCopies => 1;

    /// <summary>Another one of the same bytes, not yet written.</summary>
    public OnceContent Anew() => new(Body);

    /// <summary>True proves that nothing was written, and from then on nothing can be: a handler that was given up may still be at it.</summary>
    public bool EndsUnwritten() => TryCountFirst();
}
