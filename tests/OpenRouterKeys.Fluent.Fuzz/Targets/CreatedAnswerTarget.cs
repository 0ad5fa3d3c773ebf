using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Answers to a creation: no bytes throw, a secret in them is found, and it is told nowhere else.</summary>
internal sealed class CreatedAnswerTarget : FuzzTarget
{
    // Shorter text may stand inside other text by chance.
    private const int ShortestInsideText = 8;

    public override string Name => "created";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Answers;

    public override string Run(byte[] input)
    {
        var (secret, info) = CreationResponse.Read(input, Canary.Management);
        Promise.Holds(secret is null || !string.IsNullOrWhiteSpace(secret), "a secret is not blank");
        foreach (var text in Texts(info))
        {
            Promise.Holds(!text.Contains(Canary.ManagementKey, StringComparison.Ordinal), "no fact tells the management key");
            Promise.Holds(!(secret?.Length >= ShortestInsideText && text.Contains(secret, StringComparison.Ordinal)), "none tells the secret");
        }

        Promise.HasNoKeyInIt(info.Hash, "a hash");
        if (StrictAnswer.TryReadSecret(input, out var expected))
        {
            Promise.Holds(secret == expected, "a secret in a JSON text is found");
            var inUtf16 = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(input));
            Promise.Holds(CreationResponse.Read(inUtf16).Secret == expected, "it is found in UTF-16");
        }

        return $"{secret is null} {string.Join(' ', NamesOfFacts(info))}";
    }

    private static IEnumerable<string> NamesOfFacts(KeyInfo info)
    {
        using var facts = JsonSerializer.SerializeToDocument(info with { AdditionalProperties = new Dictionary<string, JsonElement>() });
        foreach (var fact in facts.RootElement.EnumerateObject().Where(fact => fact.Value.GetRawText() is not ("null" or "false" or "0" or "\"\"")))
        {
            yield return fact.Name;
        }

        yield return Math.Min(info.AdditionalProperties.Count, 3).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Texts(KeyInfo info) =>
        [info.Hash, info.Name, info.Label, info.CreatorUserId ?? "", .. info.AdditionalProperties.Keys, .. info.AdditionalProperties.Values.SelectMany(Texts)];

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        _ => [],
    };
}
