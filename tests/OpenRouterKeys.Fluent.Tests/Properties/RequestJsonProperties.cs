using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Properties;

[Properties(Arbitrary = [typeof(JsonTextArbitraries), typeof(Arbitraries)], MaxTest = 10_000, QuietOnSuccess = true)]
public class RequestJsonProperties
{
    [Property]
    public bool JsonParser_accepts_the_same_texts_as_JsonDocument(JsonText json) =>
        !HasUtf8Form(json.Text) || new JsonParser(json.Text).Parse(out _) == IsJson(json.Text);

    [Property]
    public bool JsonParser_finds_the_same_properties_as_JsonDocument(JsonText json)
    {
        var parser = new JsonParser(json.Text);
        if (!parser.Parse(out var root) || root.Kind != JsonKind.Object || !HasUtf8Form(json.Text) || json.Text.Contains("\\uD800", StringComparison.Ordinal))
        {
            return true;
        }

        using var document = JsonDocument.Parse(json.Text);
        return document.RootElement.EnumerateObject().Select(property => (property.Name, property.Value.GetRawText()))
            .SequenceEqual(parser.Properties.Select(property => (property.Name.Text, json.Text.Substring(property.Value.Start, property.Value.Length))));
    }

    [Property]
    public bool FromJson_returns_a_request_or_throws_InvalidKeyRequestException(JsonText json)
    {
        try
        {
            return KeyRequest.FromJson(json.Text).Name.Length > 0;
        }
        catch (InvalidKeyRequestException exception)
        {
            return exception.Violations.Count > 0
                && exception.Violations.All(rule => rule is { JsonPath: not null, Line: > 0, Column: > 0 })
                && (exception.Violations.Count == 1 || exception.Violations.All(rule => rule.Id != "ORK4001"));
        }
    }

    [Property(MaxTest = 1000)]
    public bool JsonSerializer_accepts_only_what_FromJson_accepts(JsonText json)
    {
        try
        {
            return JsonSerializer.Deserialize<KeyRequest>(json.Text) is not { } request || request == KeyRequest.FromJson(json.Text);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return true;
        }
    }

    [Property]
    public bool Number_is_read_exactly_or_rejected(BigInteger mantissa, sbyte exponent, byte zeros)
    {
        var text = $"{mantissa}{new string('0', zeros % 5)}e{exponent / 3}";
        var isRead = DecimalText.TryRead(text, out var read);
        var exact = mantissa * BigInteger.Pow(10, zeros % 5);
        var power = exponent / 3;
        var (left, right) = power >= 0 ? (exact * BigInteger.Pow(10, power), BigInteger.One) : (exact, BigInteger.Pow(10, -power));
        return isRead ? Scaled(read) * right == left * BigInteger.Pow(10, 28) : !IsDecimal(left, right);
    }

    [Property]
    public bool Decimal_is_read_as_it_is_formatted(decimal amount) =>
        DecimalText.TryRead(amount.ToString(CultureInfo.InvariantCulture), out var read) && read == amount;

    private static BigInteger Scaled(decimal value) =>
        new BigInteger(decimal.Truncate(value)) * BigInteger.Pow(10, 28) + new BigInteger((value - decimal.Truncate(value)) * 1e28m);

    // A decimal is an integer of 96 bits divided by a power of ten, up to the 28th.
    private static bool IsDecimal(BigInteger left, BigInteger right)
    {
        var max = (BigInteger.One << 96) - 1;
        return Enumerable.Range(0, 29).Any(scale =>
            (left * BigInteger.Pow(10, scale)) % right == 0 && BigInteger.Abs(left * BigInteger.Pow(10, scale) / right) <= max);
    }

    // JsonDocument converts to UTF-8, which cannot represent a lone surrogate.
    private static bool HasUtf8Form(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
