namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Checks that all candidates of a benchmark have the same result, without which their times cannot be compared.</summary>
internal static class ResultCheck
{
    public static void EnsureEqual<T>(params ReadOnlySpan<T> results)
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
