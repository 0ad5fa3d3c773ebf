namespace OpenRouterKeys.Fluent;

/// <summary>US dollars spent: since the key was created, and in the current UTC day, week (Monday to Sunday) and month.</summary>
/// <param name="TotalUsd">The amount spent since the key was created; it never resets (<c>usage</c> or <c>byok_usage</c>).</param>
/// <param name="DailyUsd">The amount spent in the current UTC day (<c>usage_daily</c> or <c>byok_usage_daily</c>).</param>
/// <param name="WeeklyUsd">The amount spent in the current UTC week (<c>usage_weekly</c> or <c>byok_usage_weekly</c>).</param>
/// <param name="MonthlyUsd">The amount spent in the current UTC month (<c>usage_monthly</c> or <c>byok_usage_monthly</c>).</param>
public readonly record struct KeyUsage(decimal TotalUsd, decimal DailyUsd, decimal WeeklyUsd, decimal MonthlyUsd);
