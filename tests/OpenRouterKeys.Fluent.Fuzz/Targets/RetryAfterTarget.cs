using System.Globalization;
using System.Numerics;
using System.Text;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>The header <c>Retry-After</c>: what asks to wait is never read as a shorter time.</summary>
internal sealed class RetryAfterTarget : FuzzTarget
{
    private static readonly FixedClock Clock = new();

    public override string Name => "retry-after";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Fuzz.Seeds.Of(
            "7", "0", "1.5", "120, 7", "-5", "+5", "1e3", "86400", "922337203685", "922337203685.4775", new string('9', 400), "Infinity", "soon", "",
            "Tue, 24 Nov 2026 12:00:00 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ];

    public override string Run(byte[] input)
    {
        var header = Encoding.Latin1.GetString(input);
        var wait = RetryAfter.Read(header, Clock);
        Promise.Holds(wait is null || wait >= TimeSpan.Zero, "nobody waits backwards");
        if (BigInteger.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            var longest = new BigInteger(TimeSpan.MaxValue.TotalSeconds);
            Promise.Holds(wait is { } time && new BigInteger(time.TotalSeconds + 0.5) >= BigInteger.Min(seconds, longest), "seconds are read whole");
        }

        if (DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Promise.Holds(Clock.GetUtcNow() + wait >= date, "nobody is back before the date");
        }

        var told = wait?.TotalSeconds switch { null => "none", 0 => "now", < 60 => "soon", < 1e9 => "later", _ => "never" };
        return $"{told} {header.Contains(',', StringComparison.Ordinal)} {Math.Min(header.Length, 99) / 9}";
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
