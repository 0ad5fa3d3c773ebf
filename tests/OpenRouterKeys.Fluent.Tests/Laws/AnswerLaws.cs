using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Laws;

[Properties(Arbitrary = [typeof(KeyInfos)], MaxTest = 1000, QuietOnSuccess = true)]
public class AnswerLaws
{
    private const string Secret = "sk-or-v1-feedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedface";

    [Property]
    public bool What_is_written_and_read_loses_no_fact(KeyInfo key) => CreationResponse.Read(Answer(key)) is { Secret: Secret } read && read.Info == key;

    [Property]
    public bool What_is_read_and_written_is_the_same_JSON(KeyInfo key) =>
        JsonElement.DeepEquals(JsonElement.Parse(Answer(CreationResponse.Read(Answer(key)).Info).Span), JsonElement.Parse(Answer(key).Span));

    [Property]
    public bool However_an_answer_is_cut_its_secret_is_read_where_it_is_whole(KeyInfo key, bool keyFirst, uint cut)
    {
        var answer = Answer(key, keyFirst);
        var bytes = answer[..(int)(cut % (uint)(answer.Length + 1))];
        var holdsSecret = bytes.Span.IndexOf(Encoding.UTF8.GetBytes($"\"{Secret}\"")) >= 0;
        return CreationResponse.Read(bytes).Secret == (holdsSecret ? Secret : null);
    }

    [Property]
    public bool Bytes_that_are_changed_anywhere_throw_nothing(KeyInfo key, uint at, byte value)
    {
        var bytes = Answer(key).ToArray();
        bytes[at % (uint)bytes.Length] = value;
        var (_, info) = CreationResponse.Read(bytes);
        return ErrorBody.ReadMessage(bytes, ManagementKey.From("m")) is null or { Length: <= 200 } && info.ToString().Length > 0;
    }

    [Property]
    public bool The_secret_is_in_no_output(KeyInfo key)
    {
        var hostile = key with { Name = $"a{Secret}b", Hash = Secret, Label = Secret, CreatorUserId = Secret };
        var created = new CreatedKey { Key = ApiKey.From(Secret), Info = CreationResponse.Read(Answer(hostile)).Info };
        string[] outputs = [created.ToString(), $"{created.Key}", JsonSerializer.Serialize(created.Info), Encoding.UTF8.GetString(Answer(created.Info, secret: "").Span)];
        return outputs.All(output => !output.Contains("feedface", StringComparison.Ordinal));
    }

    private static ReadOnlyMemory<byte> Answer(KeyInfo key, bool keyFirst = false, string secret = Secret)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(utf8);
        writer.WriteStartObject();
        if (keyFirst)
        {
            writer.WriteString("key", secret);
        }

        writer.WritePropertyName("data");
        KeyInfoWriter.Write(key, writer);
        if (!keyFirst)
        {
            writer.WriteString("key", secret);
        }

        writer.WriteEndObject();
        writer.Flush();
        return utf8.WrittenMemory;
    }
}

/// <summary>Whatever facts the contract allows.</summary>
public static class KeyInfos
{
    private static readonly string[] Values = ["null", "1.50", "\"text\"", "[1,{\"a\":[]}]", "{\"b\":false}", "1e300"];

    public static Arbitrary<KeyInfo> All() => Arb.From(Key, Simpler);

    private static Gen<KeyUsage> Usage =>
        from amounts in Arbitraries.Amount.ArrayOf(4)
        select new KeyUsage(amounts[0], amounts[1], amounts[2], amounts[3]);

    private static Gen<KeyInfo> Key =>
        from texts in Arbitraries.Text.ArrayOf(5)
        from flags in Gen.Elements(true, false).ArrayOf(2)
        from limit in Gen.OneOf(Arbitraries.Amount.Select(usd => (decimal?)usd), Gen.Constant((decimal?)null))
        from remaining in Gen.OneOf(Arbitraries.Amount.Select(usd => (decimal?)-usd), Gen.Constant((decimal?)null))
        from reset in Gen.Elements(LimitReset.Never, LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly)
        from usage in Usage
        from byok in Usage
        from instants in Gen.OneOf(Arbitraries.FutureInstant.Select(i => (DateTimeOffset?)i.ToUniversalTime()), Gen.Constant((DateTimeOffset?)null)).ArrayOf(3)
        from workspace in Gen.Elements(null, (Guid?)Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11"))
        from extra in Gen.Elements(Values).Where(value => value != "null").ArrayOf(2)
        select new KeyInfo
        {
            Hash = texts[0], Name = texts[1], Label = texts[2], CreatorUserId = flags[0] ? texts[3] : null, IsDisabled = flags[0], IncludeByokInLimit = flags[1],
            LimitUsd = limit, LimitRemainingUsd = remaining, LimitReset = reset, Usage = usage, ByokUsage = byok,
            CreatedAt = instants[0], UpdatedAt = instants[1], ExpiresAt = instants[2], WorkspaceId = workspace,
            AdditionalProperties = new Dictionary<string, JsonElement> { [$"x_{texts[4]}"] = JsonElement.Parse(extra[0]), ["external_user"] = JsonElement.Parse(extra[1]) },
        };

    private static IEnumerable<KeyInfo> Simpler(KeyInfo key) =>
    [
        .. key.AdditionalProperties.Count > 0 ? [key with { AdditionalProperties = new Dictionary<string, JsonElement>() }] : Array.Empty<KeyInfo>(),
        .. key.Name.Length > 0 ? [key with { Name = "" }] : Array.Empty<KeyInfo>(),
        .. key.Label.Length > 0 ? [key with { Label = "" }] : Array.Empty<KeyInfo>(),
        .. key.LimitUsd is not null ? [key with { LimitUsd = null }] : Array.Empty<KeyInfo>(),
        .. key.Usage != default ? [key with { Usage = default }] : Array.Empty<KeyInfo>(),
        .. key.CreatedAt is not null ? [key with { CreatedAt = null }] : Array.Empty<KeyInfo>(),
    ];
}
