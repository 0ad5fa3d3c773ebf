using OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Each fault, with a client inside each of the wrappings.</summary>
public class WrappedClientTests
{
    private static readonly string[] NothingSent = [Outcomes.Unavailable, Outcomes.Cancelled];

    public static TheoryData<string, string> Guarded => Rows(WrappingList.Guarded);

    public static TheoryData<string, string> Unguarded => Rows(WrappingList.Unguarded);

    // As a client of our own.
    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task With_the_guard_no_wrapping_changes_what_is_told_or_sent(string wrapping, string fault)
    {
        var (expected, under) = (FaultList.ByName[fault], WrappingList.Guarded.Single(one => one.Name == wrapping));
        var result = await Matrix.PlayAsync(expected, under);
        var usual = await Matrix.PlayAsync(expected, WrappingList.Own);
        Assert.Contains(result.Outcome, expected.Outcome.Split(" or "));
        Assert.Equal(usual.Bodies, result.Bodies);
    }

    // The weaker promise: unknown is always a permitted answer, a second body only behind a handler that keeps bodies.
    [Theory]
    [MemberData(nameof(Unguarded))]
    public async Task Without_the_guard_what_is_told_is_still_true(string wrapping, string fault)
    {
        var (expected, under) = (FaultList.ByName[fault], WrappingList.Unguarded.Single(one => one.Name == wrapping));
        var result = await Matrix.PlayAsync(expected, under);
        var attempts = int.Max(1, expected.Bodies);

        Assert.True(IsUnknown(result.Outcome) || result.Outcome == Outcomes.CreatedByAnother || expected.Outcome.Split(" or ").Contains(result.Outcome), result.Outcome);
        Assert.True(result.Bodies <= attempts || under.BuffersBodies, $"{result.Bodies} bodies");
        Assert.True(result.Bodies + result.PartsOfBodies == 0 || !NothingSent.Contains(result.Outcome), "Something was sent.");
    }

    private static TheoryData<string, string> Rows(IEnumerable<Wrapping> wrappings) =>
        [.. wrappings.SelectMany(wrapping => FaultList.ByName.Keys.Select(fault => (wrapping.Name, fault)))];

    private static bool IsUnknown(string outcome) => outcome.StartsWith(Outcomes.Unknown, StringComparison.Ordinal);
}
