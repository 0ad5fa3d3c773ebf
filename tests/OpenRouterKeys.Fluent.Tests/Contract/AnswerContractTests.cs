using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>A member that is added to the contract and forgotten in the code turns a test here red, and so does a property that no
/// member drives.</summary>
public class AnswerContractTests
{
    private static readonly KeyInfo Default = Read("{}");

    /// <summary>Values that differ from every default. The contract says "string" for instants and intervals too, so a member
    /// counts as known when it understands one of the strings.</summary>
    private static readonly (JsonSchemaType Type, string Json)[] Distinctive =
    [
        (JsonSchemaType.Boolean, "true"), (JsonSchemaType.Number, "7.25"),
        (JsonSchemaType.String, "\"weekly\""), (JsonSchemaType.String, "\"2031-02-03T04:05:06.789Z\""), (JsonSchemaType.String, "\"0df9e665-d932-5740-b2c7-b52af166bc11\""),
    ];

    public static TheoryData<string> Members => [.. KeysContract.Data.Properties!.Keys, .. LaterMembers.OfAnswers];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_of_the_contract_is_told_by_one_property(string member) => Assert.Single(PropertiesOf(member));

    [Fact]
    public void Every_property_is_told_by_one_member()
    {
        var driven = Members.SelectMany(row => PropertiesOf(row.Data));

        Assert.Equal(KeyFacts.Of(Default).Keys.Order(), driven.Order());
    }

    [Fact]
    public void A_member_that_the_contract_does_not_know_is_told_by_no_property() => Assert.Empty(PropertiesOf("external_user"));

    [Fact]
    public void The_secret_is_the_one_other_member_of_an_answer()
    {
        Assert.Equal(["data", "key"], KeysContract.Answer.Properties!.Keys.Order());
        Assert.Equal("one-secret", CreationResponse.Read("""{"key":"one-secret","data":{}}"""u8.ToArray()).Secret);
    }

    [Fact]
    public void What_is_written_of_a_key_keeps_the_contract()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            KeyInfoWriter.Write(Default with { CreatedAt = Instants.Now }, writer);
        }

        Assert.Empty(SchemaCheck.Problems(KeysContract.Data, Encoding.UTF8.GetString(stream.ToArray())));
    }

    /// <summary>The properties that the member changes where it understands a value of its type; none where every value lands in Extra.</summary>
    private static string[] PropertiesOf(string member)
    {
        var type = KeysContract.Data.Properties!.TryGetValue(member, out var schema) ? schema.Type!.Value : JsonSchemaType.String;
        var understood = Distinctive.Where(value => type.HasFlag(value.Type))
            .Select(value => Read($$"""{"{{member}}":{{value.Json}}}"""))
            .Where(key => key.AdditionalProperties.Count == 0);
        return [.. understood.SelectMany(key => KeyFacts.Differences(key, Default)).Distinct()];
    }

    private static KeyInfo Read(string data) => CreationResponse.Read(Encoding.UTF8.GetBytes($$"""{"key":"one-secret","data":{{data}}}""")).Info;
}
