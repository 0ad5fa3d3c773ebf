using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Responses to a creation: reading never throws, finds a secret, and copies it to no other property.</summary>
internal sealed class CreationResponseTarget : FuzzTarget
{
    // Shorter text may be part of other text by chance.
    private const int MinSearchedLength = 8;

    public override string Name => "created";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Responses;

    public override string Run(byte[] input)
    {
        var (secret, info) = CreationResponse.Read(input, Canary.Management);
        Check.That(secret is null || !string.IsNullOrWhiteSpace(secret), "The secret is blank.");
        foreach (var text in Texts(info))
        {
            Check.That(!text.Contains(Canary.ManagementKey, StringComparison.Ordinal), "A property contains the management key.");
            Check.That(!(secret?.Length >= MinSearchedLength && text.Contains(secret, StringComparison.Ordinal)), "A property contains the secret.");
        }

        Check.HasNoKey(info.Hash, "The hash");
        if (StrictResponse.TryReadSecret(input, out var expected))
        {
            Check.That(secret == expected, "The secret in valid JSON is not found.");
            var inUtf16 = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(input));
            Check.That(CreationResponse.Read(inUtf16).Secret == expected, "The secret in UTF-16 is not found.");
        }

        return $"{secret is null} {string.Join(' ', NonDefaultProperties(info))}";
    }

    private static IEnumerable<string> NonDefaultProperties(KeyInfo info)
    {
        using var document = JsonSerializer.SerializeToDocument(info with { AdditionalProperties = new Dictionary<string, JsonElement>() });
        foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Value.GetRawText() is not ("null" or "false" or "0" or "\"\"")))
        {
            yield return property.Name;
        }

        yield return Math.Min(info.AdditionalProperties.Count, 3).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Texts(KeyInfo info) =>
        [info.Hash, info.Name, info.Label, info.CreatorUserId ?? "", info.ExternalUser ?? "", .. info.AdditionalProperties.Keys, .. info.AdditionalProperties.Values.SelectMany(Texts)];

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value).Prepend(property.Name)),
        _ => [],
    };
}
