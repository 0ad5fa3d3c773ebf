using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace OpenRouterKeys.Fluent.Tests;

/// <summary>A fixed current time for the tests of OpenRouterKeys.Fluent.HostileNetwork. Replace with <c>TestTime</c>.</summary>
internal static class Instants
{
    public static readonly DateTimeOffset Now = At("2026-06-01T12:00:00Z");

    public static FakeTimeProvider Clock => new(Now);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
