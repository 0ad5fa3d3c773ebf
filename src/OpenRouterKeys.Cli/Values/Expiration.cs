using System.Globalization;

namespace OpenRouterKeys.Cli.Values;

/// <summary>When a key expires: a date and time, or a lifetime from now such as <c>30d</c>.</summary>
/// <param name="At">The date and time; null: the key has a lifetime.</param>
/// <param name="Lifetime">The time from now; null: the key has a date and time.</param>
internal readonly record struct Expiration(DateTimeOffset? At, TimeSpan? Lifetime)
{
    private const int MaxDays = 36_500;

    private static readonly Dictionary<char, TimeSpan> Units =
        new() { ['h'] = TimeSpan.FromHours(1), ['d'] = TimeSpan.FromDays(1), ['w'] = TimeSpan.FromDays(7) };

    public static bool TryParse(string text, out Expiration expiration, out string error)
    {
        if (IsLifetime(text))
        {
            var isInRange = int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count > 0 && count <= TimeSpan.FromDays(MaxDays) / Units[text[^1]];
            expiration = new(null, isInRange ? count * Units[text[^1]] : null);
            error = isInRange ? "" : $"'{text}' is not a valid lifetime. Use a whole number from 1 (at most {MaxDays}d), such as 30d, 12h or 2w.";
            return isInRange;
        }

        var isParsed = Timestamp.TryParse(text, out var at, out error);
        expiration = new(at, null);
        error = isParsed ? "" : $"{error.TrimEnd('.')}, or a lifetime such as 30d, 12h or 2w.";
        return isParsed;
    }

    /// <summary>Returns whether a text is a number and the unit h, d or w.</summary>
    public static bool IsLifetime(string text) =>
        text.Length > 1 && Units.ContainsKey(text[^1]) && !text.AsSpan(0, text.Length - 1).ContainsAnyExceptInRange('0', '9');

    /// <summary>Returns the date and time, in whole seconds if it is counted from now.</summary>
    public DateTimeOffset ToTimestamp(TimeProvider timeProvider) =>
        At ?? DateTimeOffset.FromUnixTimeSeconds((timeProvider.GetUtcNow() + Lifetime.GetValueOrDefault()).ToUnixTimeSeconds());
}
