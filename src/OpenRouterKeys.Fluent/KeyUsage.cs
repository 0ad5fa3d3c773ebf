namespace OpenRouterKeys.Fluent;

/// <summary>US dollars spent: since the key exists, and in the current UTC day, week (Monday to Sunday) and month.</summary>
/// <param name="Total">Since the key exists; never reset (<c>usage</c> or <c>byok_usage</c>).</param>
/// <param name="Daily">In the current UTC day.</param>
/// <param name="Weekly">In the current UTC week.</param>
/// <param name="Monthly">In the current UTC month.</param>
public readonly record struct KeyUsage(decimal Total, decimal Daily, decimal Weekly, decimal Monthly);
