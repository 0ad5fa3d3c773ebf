namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A benchmark whose candidates do not do the same measures nothing.</summary>
internal static class Equal
{
    public static void Require<T>(params ReadOnlySpan<T> results)
    {
        foreach (var result in results)
        {
            if (!EqualityComparer<T>.Default.Equals(result, results[0]))
            {
                throw new InvalidOperationException($"The results differ: {results[0]} and {result}.");
            }
        }
    }
}
