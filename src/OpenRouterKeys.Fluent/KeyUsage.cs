namespace OpenRouterKeys.Fluent;

/// <summary>US dollars spent: since the key exists, and in the current UTC day, week (Monday to Sunday) and month.</summary>
/// <param name="TotalUsd">Since the key exists; never reset (<c>usage</c> or <c>byok_usage</c>).</param>
/// <param name="DailyUsd">In the current UTC day.</param>
/// <param name="WeeklyUsd">In the current UTC week.</param>
/// <param name="MonthlyUsd">In the current UTC month.</param>
public readonly record struct KeyUsage(decimal TotalUsd, decimal DailyUsd, decimal WeeklyUsd, decimal MonthlyUsd);
