using System.Globalization;

namespace OpenRouterKeys.Cli.Values;

/// <summary>An instant in ISO 8601 that is the same wherever the command runs: a date is midnight UTC, a time has an offset.</summary>
internal static class Instant
{
    private const string Example = "2027-12-31, 2027-12-31T23:59:59Z or 2027-12-31T23:59:59+02:00";

    private static readonly string[] Times =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    private static readonly string[] Instants =
        ["yyyy-MM-dd", .. Times.Select(time => time + "'Z'"), .. Times.Select(time => time + "zzz")];

    public static bool TryRead(string text, out DateTimeOffset instant, out string problem)
    {
        problem = TryRead(text, Instants, out instant) ? ""
            : TryRead(text, Times, out _) ? $"'{text}' has no offset, and so means another instant on another machine: add Z for UTC, or an offset as +02:00."
            : $"'{text}' is no instant: write {Example}.";
        return problem.Length == 0;
    }

    private static bool TryRead(string text, string[] formats, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}
