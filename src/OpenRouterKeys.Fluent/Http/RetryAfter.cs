using System.Globalization;
using System.Net.Http.Headers;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Reads the header <c>Retry-After</c>: seconds or an HTTP date.</summary>
internal static class RetryAfter
{
    /// <summary>Returns how long to wait from now; null if the header is missing or invalid. A number too large for a <see cref="TimeSpan"/> is
    /// <see cref="TimeSpan.MaxValue"/>, because ignoring it would mean retrying early.</summary>
    /// <param name="header">The header as received; null: missing.</param>
    /// <param name="date">The time of the response by the API's clock, which may differ from the local one; null: unknown.</param>
    /// <param name="timeProvider">The source of the current time if <paramref name="date"/> is null.</param>
    public static TimeSpan? Read(string? header, DateTimeOffset? date, TimeProvider timeProvider)
    {
        var text = header?.Trim() ?? "";
        if (IsNumber(text))
        {
            return text.Split(',').Max(seconds => ParseSeconds(seconds.Trim())); // the longest of several
        }

        if (!RetryConditionHeaderValue.TryParse(text, out var value) || value.Date is not { } end)
        {
            return null;
        }

        var wait = end - (date ?? timeProvider.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static bool IsNumber(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]);

    private static TimeSpan? ParseSeconds(string text) =>
        !IsNumber(text) || !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? null
        : Math.Ceiling(seconds) is var whole && whole < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(whole)
        : TimeSpan.MaxValue;
}
