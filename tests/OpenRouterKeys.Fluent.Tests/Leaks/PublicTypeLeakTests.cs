using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

public class PublicTypeLeakTests
{
    public static TheoryData<Type> Types => [.. PublicTypeInstances.All.Keys];

    public static TheoryData<string> Responses => [.. OutcomeCases.ByResponse.Keys];

    public static TheoryData<string> InvalidResponses => [.. OutcomeCases.ByInvalidResponse.Keys];

    [Fact]
    public void Every_public_type_has_an_instance() =>
        Assert.Equal(Names(typeof(Secret).Assembly.GetExportedTypes().Except(PublicMemberLeakTests.StaticTypes)), Names(PublicTypeInstances.All.Keys));

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Text_of_an_object_does_not_contain_a_secret(Type type)
    {
        var instance = await PublicTypeInstances.All[type]();

        Assert.IsType(type, instance, exactMatch: false);
        LeakAssert.NoSecretIn(instance, type.Name);
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Text_of_an_outcome_does_not_contain_a_secret(string outcome) =>
        LeakAssert.NoSecretIn(await OutcomeCases.CreateAsync(OutcomeCases.ByResponse[outcome]), outcome);

    [Theory]
    [MemberData(nameof(InvalidResponses))]
    public async Task Exception_for_an_invalid_response_does_not_contain_a_secret(string response) =>
        LeakAssert.NoSecretIn(Assert.IsType<KeyOutcomeUnknownException>(await OutcomeCases.CreateAsync(OutcomeCases.ByInvalidResponse[response])), response);

    [Fact]
    public void Every_text_representation_contains_a_plain_string() =>
        Assert.All(
            TextRepresentations.Of(new { Plain = RawServer.Secret }),
            representation => Assert.Throws<Xunit.Sdk.TrueException>(() => LeakAssert.NoSecretIn(representation.Text, representation.Method)));

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(type => type.Name).Order();
}
