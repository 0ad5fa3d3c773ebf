using System.Globalization;
using System.Numerics;
using System.Text;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>The <c>Retry-After</c> header: a wait is never read as a shorter one.</summary>
internal sealed class RetryAfterTarget : FuzzTarget
{
    private static readonly FixedTimeProvider Time = new();

    public override string Name => "retry-after";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Fuzz.Seeds.Encode(
            "7", "0", "1.5", "120, 7", "-5", "+5", "1e3", "86400", "922337203685", "922337203685.4775", new string('9', 400), "Infinity", "soon", "",
            "Tue, 24 Nov 2026 12:00:00 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ];

    public override string Run(byte[] input)
    {
        var header = Encoding.Latin1.GetString(input);
        var wait = RetryAfter.Read(header, date: null, Time);
        Check.That(wait is null || wait >= TimeSpan.Zero, "The wait is negative.");
        if (BigInteger.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            var longest = new BigInteger(TimeSpan.MaxValue.TotalSeconds);
            Check.That(wait is { } time && new BigInteger(time.TotalSeconds + 0.5) >= BigInteger.Min(seconds, longest), "The wait is shorter than the header's seconds.");
        }

        if (DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Check.That(Time.GetUtcNow() + wait >= date, "The wait ends before the header's date.");
        }

        var range = wait?.TotalSeconds switch { null => "none", 0 => "now", < 60 => "soon", < 1e9 => "later", _ => "never" };
        return $"{range} {header.Contains(',', StringComparison.Ordinal)} {Math.Min(header.Length, 99) / 9}";
    }

    private sealed class FixedTimeProvider : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
