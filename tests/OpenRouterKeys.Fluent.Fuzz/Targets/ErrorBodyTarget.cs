using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Error bodies: the message has at most 200 characters on one line and contains no key.</summary>
internal sealed class ErrorBodyTarget : FuzzTarget
{
    private const int MaxMessageLength = 200;

    public override string Name => "error";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Fuzz.Seeds.Responses,
        .. Fuzz.Seeds.Encode(
            $$$"""{"error":{"code":401,"message":"The key {{{Canary.ApiKey}}} is off"}}""",
            $$$"""{"success":false,"error":{"name":"ZodError","message":"[\n  { \"code\": \"{{{Canary.ManagementKey}}}\" }\n]"}}""",
            $"Bearer {Canary.ManagementKey} is wrong",
            """{"error":{"error":{"error":"deep","message":"deeper"}},"message":"outer"}""",
            "<!DOCTYPE html><html>"),
    ];

    public override string Run(byte[] input)
    {
        var message = ErrorBody.ReadMessage(input, Canary.Management);
        if (message is null)
        {
            return "none";
        }

        Check.That(message.Length is > 0 and <= MaxMessageLength && !string.IsNullOrWhiteSpace(message), "The message is blank or longer than 200 characters.");
        Check.That(!message.Any(character => char.IsControl(character) || character is '\u2028' or '\u2029'), "The message has several lines.");
        Check.That(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message)) == message, "The message is not well-formed text.");
        Check.IsSafeToLog(message, "The message");
        return $"{message.Length / 50} {message.Split("***").Length} {message.Split('\\').Length > 1} {message.EndsWith("...", StringComparison.Ordinal)}";
    }
}
