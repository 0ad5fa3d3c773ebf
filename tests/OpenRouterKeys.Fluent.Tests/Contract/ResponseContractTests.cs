using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>Every property of a key in the contract sets one property of <see cref="KeyInfo"/>, and no property of it remains unset.</summary>
public class ResponseContractTests
{
    private static readonly KeyInfo Default = Read("{}");

    // Values that differ from every default. The contract's type for dates, intervals and ids is "string", so all strings are tried.
    private static readonly (JsonSchemaType Type, string Json)[] Values =
    [
        (JsonSchemaType.Boolean, "true"), (JsonSchemaType.Number, "7.25"),
        (JsonSchemaType.String, "\"weekly\""), (JsonSchemaType.String, "\"2031-02-03T04:05:06.789Z\""), (JsonSchemaType.String, "\"0df9e665-d932-5740-b2c7-b52af166bc11\""),
    ];

    public static TheoryData<string> JsonProperties => [.. KeysContract.Key.Properties!.Keys, .. KeysContract.NewerKeyProperties];

    [Theory]
    [MemberData(nameof(JsonProperties))]
    public void JSON_property_sets_one_property_of_KeyInfo(string property) => Assert.Single(PropertiesSetBy(property));

    [Fact]
    public void Every_property_of_KeyInfo_is_set_by_one_JSON_property()
    {
        var set = JsonProperties.SelectMany(row => PropertiesSetBy(row.Data));

        Assert.Equal(PropertyValues(Default).Keys.Order(), set.Order());
    }

    [Fact]
    public void Unknown_JSON_property_sets_no_property_of_KeyInfo() => Assert.Empty(PropertiesSetBy("external_users"));

    [Fact]
    public void Response_contains_the_secret_and_the_data()
    {
        Assert.Equal(["data", "key"], KeysContract.Response.Properties!.Keys.Order());
        Assert.Equal("one-secret", CreationResponse.Read("""{"key":"one-secret","data":{}}"""u8.ToArray()).Secret);
    }

    [Fact]
    public void Written_KeyInfo_is_valid()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            KeyInfoWriter.Write(new() { Hash = "h1", Name = "ci-bot", CreatedAt = TestTime.Now }, writer);
        }

        Assert.Empty(SchemaValidator.Validate(KeysContract.Key, Encoding.UTF8.GetString(stream.ToArray())));
    }

    // Tries each value of the JSON property's type, and ignores those that are not understood and end up in AdditionalProperties.
    private static string[] PropertiesSetBy(string jsonProperty)
    {
        var type = KeysContract.Key.Properties!.TryGetValue(jsonProperty, out var schema) ? schema.Type!.Value : JsonSchemaType.String;
        var defaults = PropertyValues(Default);
        return
        [
            .. Values.Where(value => type.HasFlag(value.Type))
                .Select(value => Read($$"""{"{{jsonProperty}}":{{value.Json}}}"""))
                .Where(key => key.AdditionalProperties.Count == 0)
                .SelectMany(key => PropertyValues(key).Where(property => !Equals(property.Value, defaults[property.Key])))
                .Select(property => property.Key)
                .Distinct(),
        ];
    }

    // Reflection includes properties that are added later.
    private static Dictionary<string, object?> PropertyValues(KeyInfo key) => typeof(KeyInfo).GetProperties()
        .Where(property => property.Name != nameof(KeyInfo.AdditionalProperties))
        .SelectMany(property => property.GetValue(key) is KeyUsage usage
            ? typeof(KeyUsage).GetProperties().Select(amount => KeyValuePair.Create($"{property.Name}.{amount.Name}", amount.GetValue(usage)))
            : [KeyValuePair.Create(property.Name, property.GetValue(key))])
        .ToDictionary();

    private static KeyInfo Read(string data) => CreationResponse.Read(Encoding.UTF8.GetBytes($$"""{"key":"one-secret","data":{{data}}}""")).Info;
}
