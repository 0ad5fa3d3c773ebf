using System.Globalization;

namespace OpenRouterKeys.Cli.Values;

/// <summary>A date and time in ISO 8601, independent of the machine's time zone: a date means midnight UTC, a time needs an offset.</summary>
internal static class Timestamp
{
    private const string Examples = "2027-12-31, 2027-12-31T23:59:59Z or 2027-12-31T23:59:59+02:00";

    private static readonly string[] FormatsWithoutOffset =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    private static readonly string[] Formats =
        ["yyyy-MM-dd", .. FormatsWithoutOffset.Select(format => format + "'Z'"), .. FormatsWithoutOffset.Select(format => format + "zzz")];

    public static bool TryParse(string text, out DateTimeOffset timestamp, out string error)
    {
        error = TryParse(text, Formats, out timestamp) ? ""
            : TryParse(text, FormatsWithoutOffset, out _) ? $"'{text}' has no UTC offset. Add Z for UTC, or an offset such as +02:00."
            : $"'{text}' is not a valid date and time. Use a format such as {Examples}.";
        return error.Length == 0;
    }

    /// <summary>For a field of a file, in which a lifetime would have a different meaning each time the file is read.</summary>
    public static bool TryParseField(string text, out DateTimeOffset timestamp, out string error)
    {
        var isParsed = TryParse(text, out timestamp, out error);
        error = isParsed || !Expiration.IsLifetime(text) ? error
            : $"'{text}' depends on the current time, and running the command again must change nothing. "
                + $"Use a date and time such as {Examples}, or the option --expires {text}.";
        return isParsed;
    }

    private static bool TryParse(string text, string[] formats, out DateTimeOffset timestamp) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp);
}
