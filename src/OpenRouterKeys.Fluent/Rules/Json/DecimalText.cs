namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Converts a JSON number to a decimal without rounding: a number that a decimal cannot hold exactly (1e-30, for example) is rejected.</summary>
internal static class DecimalText
{
    private const int MaxDecimals = 28;
    private const decimal MaxBeforeLastDigit = 7922816251426433759354395033m;
    private const int MaxLastDigit = 5;
    private const int MaxShortDigits = 18;

    /// <param name="number">A number in JSON syntax.</param>
    /// <param name="value">The number; 0 if a decimal cannot hold it.</param>
    public static bool TryRead(ReadOnlySpan<char> number, out decimal value)
    {
        if (TryReadShort(number, out value))
        {
            return true;
        }

        value = 0m;
        var mantissaEnd = number.IndexOfAny('e', 'E');
        var exponent = mantissaEnd < 0 ? 0 : ReadExponent(number.Slice(mantissaEnd + 1));
        var mantissa = mantissaEnd < 0 ? number : number.Slice(0, mantissaEnd);
        if (!TryReadDigits(mantissa, out var amount, ref exponent) || !TryScale(ref amount, exponent))
        {
            return false;
        }

        value = number[0] == '-' ? 0m - amount : amount;
        return true;
    }

    /// <summary>Removes trailing zeros after the decimal point, so that equal amounts are written identically.</summary>
    public static decimal Normalize(decimal value) =>
#if NET
        value.Scale == 0 ? value : // avoids a division, which would take longer than the rest of a step
#endif
        value / 1.0000000000000000000000000000m;

    // Fast path for the gate that reads a list: no exponent, and few enough digits for a long.
    private static bool TryReadShort(ReadOnlySpan<char> number, out decimal value)
    {
        value = 0m;
        if (number.Length > MaxShortDigits)
        {
            return false;
        }

        var (digits, decimals, hasPoint) = (0L, 0, false);
        foreach (var character in number[0] == '-' ? number.Slice(1) : number)
        {
            if (character is not ((>= '0' and <= '9') or '.'))
            {
                return false;
            }

            hasPoint |= character == '.';
            if (character != '.')
            {
                digits = (digits * 10) + (character - '0');
                decimals += hasPoint ? 1 : 0;
            }
        }

        for (; decimals > 0 && digits % 10 == 0; decimals--)
        {
            digits /= 10;
        }

        value = new decimal((int)digits, (int)(digits >> 32), 0, number[0] == '-' && digits != 0, (byte)decimals);
        return true;
    }

    // The significant digits as an integer; trailing zeros are moved to the exponent.
    private static bool TryReadDigits(ReadOnlySpan<char> mantissa, out decimal integer, ref int exponent)
    {
        integer = 0m;
        var point = mantissa.IndexOf('.');
        var zeros = 0;
        for (var at = 0; at < mantissa.Length; at++)
        {
            if (mantissa[at] is '-' or '.')
            {
                continue;
            }

            exponent -= point >= 0 && at > point ? 1 : 0;
            if (mantissa[at] == '0')
            {
                zeros += integer > 0m ? 1 : 0;
                continue;
            }

            if (!TryShift(ref integer, zeros + 1, mantissa[at] - '0'))
            {
                return false;
            }

            zeros = 0;
        }

        exponent += zeros;
        return true;
    }

    private static bool TryScale(ref decimal value, int exponent)
    {
        if (value == 0m)
        {
            return true;
        }

        if (exponent is < -MaxDecimals or > MaxDecimals)
        {
            return false;
        }

        for (; exponent < 0; exponent++)
        {
            value /= 10m;
        }

        return TryShift(ref value, exponent, 0);
    }

    // Appends zeros for the skipped places, then the digit.
    private static bool TryShift(ref decimal value, int places, int digit)
    {
        for (var place = 1; place <= places; place++)
        {
            var last = place == places ? digit : 0;
            if (value > MaxBeforeLastDigit || (value == MaxBeforeLastDigit && last > MaxLastDigit))
            {
                return false;
            }

            value = (value * 10m) + last;
        }

        return true;
    }

    // Every larger exponent is out of range, so it is capped.
    private static int ReadExponent(ReadOnlySpan<char> text)
    {
        const int MaxExponent = 1_000_000_000;
        var exponent = 0;
        foreach (var character in text)
        {
            if (character is >= '0' and <= '9')
            {
                exponent = Math.Min(MaxExponent, (Math.Min(exponent, MaxExponent / 10) * 10) + (character - '0'));
            }
        }

        return text.Length > 0 && text[0] == '-' ? -exponent : exponent;
    }
}
