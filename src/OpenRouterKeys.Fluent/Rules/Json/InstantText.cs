namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Parses a date and time as the API accepts it: UTC with seconds and optional fractions, as in <c>2027-12-31T23:59:59Z</c>.</summary>
internal static class InstantText
{
    private const string Shape = "0000-00-00T00:00:00";
    private const int TickDigits = 7;

    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (!HasShape(text) || !TryReadTicks(text, out var ticks))
        {
            return false;
        }

        int Field(int start, int length) => Number(text, start, length);
        var (year, month, day) = (Field(0, 4), Field(5, 2), Field(8, 2));
        var (hour, minute, second) = (Field(11, 2), Field(14, 2), Field(17, 2));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        instant = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(ticks);
        return true;
    }

    private static bool HasShape(string text)
    {
        if (text.Length <= Shape.Length || text[text.Length - 1] != 'Z')
        {
            return false;
        }

        for (var at = 0; at < Shape.Length; at++)
        {
            if (Shape[at] == '0' ? !IsDigit(text[at]) : text[at] != Shape[at])
            {
                return false;
            }
        }

        return true;
    }

    // Up to seven digits (ticks); more are allowed only if they are zeros.
    private static bool TryReadTicks(string text, out int ticks)
    {
        ticks = 0;
        var digits = text.Length - 1 - Shape.Length - 1;
        if (digits < 0)
        {
            return true;
        }

        if (text[Shape.Length] != '.' || digits == 0)
        {
            return false;
        }

        for (var place = 0; place < Math.Max(digits, TickDigits); place++)
        {
            var digit = place < digits ? text[Shape.Length + 1 + place] : '0';
            if (!IsDigit(digit) || (place >= TickDigits && digit != '0'))
            {
                return false;
            }

            ticks = place < TickDigits ? (ticks * 10) + (digit - '0') : ticks;
        }

        return true;
    }

    private static int Number(string text, int start, int length)
    {
        var number = 0;
        for (var at = start; at < start + length; at++)
        {
            number = (number * 10) + (text[at] - '0');
        }

        return number;
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
