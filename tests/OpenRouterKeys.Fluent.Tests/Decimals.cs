using System.Globalization;

namespace OpenRouterKeys.Fluent.Tests;

internal static class Decimals
{
    public static decimal Of(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
