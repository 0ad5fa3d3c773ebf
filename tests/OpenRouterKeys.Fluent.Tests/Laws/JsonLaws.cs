using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Laws;

[Properties(Arbitrary = [typeof(JsonTexts), typeof(Arbitraries)], MaxTest = 10_000, QuietOnSuccess = true)]
public class JsonLaws
{
    [Property]
    public bool The_reader_takes_what_JsonDocument_takes(JsonText json) =>
        !HasUtf8Form(json.Text) || new JsonParser(json.Text).Parse(out _) == IsJson(json.Text);

    [Property]
    public bool The_reader_finds_the_members_that_JsonDocument_finds(JsonText json)
    {
        var parser = new JsonParser(json.Text);
        if (!parser.Parse(out var root) || root.Kind != JsonKind.Object || !HasUtf8Form(json.Text) || json.Text.Contains("\\uD800", StringComparison.Ordinal))
        {
            return true;
        }

        using var document = JsonDocument.Parse(json.Text);
        return document.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetRawText()))
            .SequenceEqual(parser.Properties.Select(member => (member.Name.Text, json.Text.Substring(member.Value.Start, member.Value.Length))));
    }

    [Property]
    public bool Any_text_parses_or_raises_InvalidKeyRequestException(JsonText json)
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
    public bool JsonSerializer_refuses_what_FromJson_refuses(JsonText json)
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
    public bool A_number_is_read_exactly_or_not_at_all(BigInteger mantissa, sbyte exponent, byte zeros)
    {
        var text = $"{mantissa}{new string('0', zeros % 5)}e{exponent / 3}";
        var isHeld = DecimalText.TryRead(text, out var read);
        var exact = mantissa * BigInteger.Pow(10, zeros % 5);
        var power = exponent / 3;
        var (left, right) = power >= 0 ? (exact * BigInteger.Pow(10, power), BigInteger.One) : (exact, BigInteger.Pow(10, -power));
        return isHeld ? Scaled(read) * right == left * BigInteger.Pow(10, 28) : IsHeldByNoDecimal(left, right);
    }

    [Property]
    public bool An_amount_is_read_as_it_is_written(decimal amount) =>
        DecimalText.TryRead(amount.ToString(CultureInfo.InvariantCulture), out var read) && read == amount;

    private static BigInteger Scaled(decimal value) =>
        new BigInteger(decimal.Truncate(value)) * BigInteger.Pow(10, 28) + new BigInteger((value - decimal.Truncate(value)) * 1e28m);

    // A decimal is a mantissa of 96 bits over a power of ten up to 28.
    private static bool IsHeldByNoDecimal(BigInteger left, BigInteger right)
    {
        var most = (BigInteger.One << 96) - 1;
        return Enumerable.Range(0, 29).All(scale =>
            (left * BigInteger.Pow(10, scale)) % right != 0 || BigInteger.Abs(left * BigInteger.Pow(10, scale) / right) > most);
    }

    // JsonDocument goes by way of UTF-8, which has no half of a surrogate pair.
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
