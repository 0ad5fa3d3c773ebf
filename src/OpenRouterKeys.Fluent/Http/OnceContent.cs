namespace OpenRouterKeys.Fluent.Http;

/// <summary>A body that is written once.</summary>
internal class OnceContent(ReadOnlyMemory<byte> body) : CountedContent(body)
{
    protected sealed override int MostCopies => 1;

    /// <summary>Another one of the same bytes and headers, not yet written.</summary>
    public OnceContent Clone()
    {
        var another = new OnceContent(Body);
        foreach (var (name, values) in Headers.NonValidated)
        {
            another.Headers.TryAddWithoutValidation(name, values);
        }

        return another;
    }
}
