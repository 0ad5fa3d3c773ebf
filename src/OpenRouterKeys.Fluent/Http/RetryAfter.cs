using System.Globalization;
using System.Net.Http.Headers;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Reads <c>Retry-After</c>: seconds, or the date of HTTP.</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait from now; null where nothing sensible stands there. What no clock holds is the longest time there is:
    /// to read it as nothing would be to send again early.</summary>
    public static TimeSpan? Read(string? header, TimeProvider timeProvider)
    {
        var text = header?.Trim() ?? "";
        if (IsNumber(text))
        {
            return text.Split(',').Max(seconds => Seconds(seconds.Trim())); // of several, the longest
        }

        if (!RetryConditionHeaderValue.TryParse(text, out var value) || value.Date is not { } date)
        {
            return null;
        }

        var wait = date - timeProvider.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static bool IsNumber(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]);

    private static TimeSpan? Seconds(string text) =>
        !IsNumber(text) || !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? null
        : Math.Ceiling(seconds) is var whole && whole < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(whole)
        : TimeSpan.MaxValue;
}
