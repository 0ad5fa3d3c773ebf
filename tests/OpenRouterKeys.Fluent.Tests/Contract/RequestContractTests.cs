using System.Text.Json;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Tests.Laws;

namespace OpenRouterKeys.Fluent.Tests.Contract;

[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 1000, QuietOnSuccess = true)]
public class RequestContractTests
{
    private static readonly string[] Members = [.. KeysContract.Request.Properties!.Keys];

    /// <summary>Every step that sets a member.</summary>
    private static readonly KeyRequest Everything = KeyRequest.Unnamed.WithName("a").Limit(1).ResetsDaily().IncludesByok()
        .ExpiresAt(Instants.Now).CreatedBy("user_1").InWorkspace(Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11"));

    /// <summary>Where the contract takes them, so does the library: none breaks a rule of its own.</summary>
    public static TheoryData<string> Values => ["null", "true", "1", "0.5", "1e400", "\"daily\"", "\"weekly\"", "\"monthly\"", "\"hourly\"", "[]", "{}"];

    [Property]
    public bool A_valid_request_keeps_the_contract(ValidRequest valid) => SchemaCheck.Problems(KeysContract.Request, valid.Value.ToJson()).Count == 0;

    [Property]
    public bool A_valid_request_has_no_member_that_the_API_does_not_know(ValidRequest valid) =>
        !MembersOf(valid.Value).Except([.. Members, .. LaterMembers.OfRequests]).Any();

    [Fact]
    public void The_steps_set_every_member_and_no_other()
    {
        Assert.Equal([.. Members, .. LaterMembers.OfRequests], MembersOf(Everything));
        Assert.Equal([.. Members, .. LaterMembers.OfRequests], PropertyNames.Request);
    }

    [Fact]
    public void A_required_member_is_always_written() => Assert.Equal(KeysContract.Request.Required, MembersOf(KeyRequest.Unnamed));

    [Fact]
    public void The_intervals_are_those_of_the_contract()
    {
        var interval = KeysContract.Request.Properties!["limit_reset"].OneOf!.Single(choice => choice.Enum is { Count: > 0 });
        var sent = Enum.GetValues<LimitReset>().Where(reset => reset is not (LimitReset.Never or LimitReset.Unknown)).Select(IntervalNames.Of);

        Assert.Equal(interval.Enum!.Select(value => value.GetValue<string>()).Order(), sent.Order());
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_that_the_contract_takes_is_taken_and_no_other(string value)
    {
        foreach (var member in Members)
        {
            var json = member == "name" ? $$"""{"name":{{value}}}""" : $$"""{"name":"a","{{member}}":{{value}}}""";
            Assert.True(SchemaCheck.Problems(KeysContract.Request, json).Count == 0 == (Record.Exception(() => KeyRequest.FromJson(json)) is null), json);
        }
    }

    private static string[] MembersOf(KeyRequest request)
    {
        using var body = JsonDocument.Parse(request.ToJson());
        return [.. body.RootElement.EnumerateObject().Select(member => member.Name)];
    }
}
