using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Bodies of errors: at most 200 characters on one line come of them, without a key.</summary>
internal sealed class ErrorBodyTarget : FuzzTarget
{
    private const int LongestWords = 200;

    public override string Name => "error";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Fuzz.Seeds.Answers,
        .. Fuzz.Seeds.Of(
            $$$"""{"error":{"code":401,"message":"The key {{{Canary.ApiKey}}} is off"}}""",
            $$$"""{"success":false,"error":{"name":"ZodError","message":"[\n  { \"code\": \"{{{Canary.ManagementKey}}}\" }\n]"}}""",
            $"Bearer {Canary.ManagementKey} is wrong",
            """{"error":{"error":{"error":"deep","message":"deeper"}},"message":"outer"}""",
            "<!DOCTYPE html><html>"),
    ];

    public override string Run(byte[] input)
    {
        var words = ErrorBody.ReadMessage(input, Canary.Management);
        if (words is null)
        {
            return "none";
        }

        Promise.Holds(words.Length is > 0 and <= LongestWords && !string.IsNullOrWhiteSpace(words), "the words are 1 to 200 characters");
        Promise.Holds(!words.Any(character => char.IsControl(character) || character is '\u2028' or '\u2029'), "the words stand on one line");
        Promise.Holds(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(words)) == words, "the words are well-formed text");
        Promise.TellsNoKey(words, "an error's message");
        return $"{words.Length / 50} {words.Split("***").Length} {words.Split('\\').Length > 1} {words.EndsWith("...", StringComparison.Ordinal)}";
    }
}
