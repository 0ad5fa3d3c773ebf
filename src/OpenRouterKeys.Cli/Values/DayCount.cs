using System.Globalization;

namespace OpenRouterKeys.Cli.Values;

/// <summary>A positive number of days.</summary>
internal static class DayCount
{
    private const int MaxDays = 36_500;

    public static bool TryParse(string text, out int days, out string error)
    {
        error = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 1 and <= MaxDays ? ""
            : $"'{text}' is not a number of days. Use a whole number from 1 to {MaxDays}.";
        return error.Length == 0;
    }
}
