using System.Text.Json;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Tests.Properties;

namespace OpenRouterKeys.Fluent.Tests.Contract;

[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 1000, QuietOnSuccess = true)]
public class RequestContractTests
{
    private static readonly string[] ContractProperties = [.. KeysContract.Request.Properties!.Keys];

    private static readonly string[] ApiProperties = [.. ContractProperties, .. KeysContract.NewerRequestProperties];

    private static readonly KeyRequest RequestWithAllSettings = KeyRequest.Unnamed.WithName("a").Limit(1).ResetsDaily().IncludesByok()
        .ExpiresAt(TestTime.Now).CreatedBy("user_1").InWorkspace(Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11")).ForExternalUser("customer-1");

    /// <summary>Values that are either valid or violate the contract. None violates only a rule of the library.</summary>
    public static TheoryData<string> Values => ["null", "true", "1", "0.5", "1e400", "\"daily\"", "\"weekly\"", "\"monthly\"", "\"hourly\"", "[]", "{}"];

    [Property]
    public bool Valid_request_satisfies_the_contract(ValidRequest valid) => SchemaValidator.Validate(KeysContract.Request, valid.Value.ToJson()).Count == 0;

    [Property]
    public bool Valid_request_has_no_property_that_is_unknown_to_the_API(ValidRequest valid) => !PropertiesOf(valid.Value).Except(ApiProperties).Any();

    [Fact]
    public void Steps_set_every_property_of_the_API()
    {
        Assert.Equal(ApiProperties, PropertiesOf(RequestWithAllSettings));
        Assert.Equal(ApiProperties, ApiNames.Request);
    }

    [Fact]
    public void Required_property_is_always_written() => Assert.Equal(KeysContract.Request.Required, PropertiesOf(KeyRequest.Unnamed));

    [Fact]
    public void Intervals_are_those_of_the_contract()
    {
        var interval = KeysContract.Request.Properties!["limit_reset"].OneOf!.Single(choice => choice.Enum is { Count: > 0 });
        var sent = Enum.GetValues<LimitReset>().Where(reset => reset is not (LimitReset.Never or LimitReset.Unknown)).Select(ApiNames.Of);

        Assert.Equal(interval.Enum!.Select(value => value.GetValue<string>()).Order(), sent.Order());
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void FromJson_accepts_a_value_if_the_contract_allows_it(string value)
    {
        foreach (var property in ContractProperties)
        {
            var json = property == "name" ? $$"""{"name":{{value}}}""" : $$"""{"name":"a","{{property}}":{{value}}}""";
            Assert.True(SchemaValidator.Validate(KeysContract.Request, json).Count == 0 == (Record.Exception(() => KeyRequest.FromJson(json)) is null), json);
        }
    }

    private static string[] PropertiesOf(KeyRequest request)
    {
        using var body = JsonDocument.Parse(request.ToJson());
        return [.. body.RootElement.EnumerateObject().Select(property => property.Name)];
    }
}
