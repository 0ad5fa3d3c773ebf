using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace OpenRouterKeys.Fluent.Tests;

/// <summary>A fixed current time for tests.</summary>
internal static class TestTime
{
    public static readonly DateTimeOffset Now = Parse("2026-06-01T12:00:00Z");

    /// <summary>Creates a time provider that stays at <see cref="Now"/> until the test advances it.</summary>
    public static FakeTimeProvider NewProvider() => new(Now);

    public static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
