using OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Each fault, with a client of the library's own.</summary>
public class OwnClientTests
{
    public static TheoryData<string> Faults => [.. FaultList.ByName.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Tells_what_became_of_the_call(string fault)
    {
        var expected = FaultList.ByName[fault];
        var result = await Matrix.PlayAsync(expected, WrappingList.Own);

        Assert.Contains(result.Outcome, expected.Outcome.Split(" or "));
        Assert.Equal(expected.Bodies, result.Bodies);
    }
}
