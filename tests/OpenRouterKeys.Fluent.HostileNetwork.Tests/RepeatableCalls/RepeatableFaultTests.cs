using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.RepeatableCalls;

/// <summary>One test case per fault. Each checks the fault at every call that may be repeated, at every attempt and at the first only, and lists all wrong
/// results.</summary>
public class RepeatableFaultTests
{
    // The default of AddStandardResilienceHandler: one attempt and three retries.
    private const int MaxSendsPerAttempt = 4;

    private static readonly Pipeline[] Pipelines = [.. Pipeline.WithSendOnceHandler.Where(pipeline => pipeline.Name is "resilience" or "buffering")];

    public static TheoryData<string> Faults => [.. RepeatableFault.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Outcome_and_attempts_are_correct_for_every_call(string name)
    {
        var fault = RepeatableFault.All.Single(fault => fault.Name == name);
        var problems = await Task.WhenAll(RepeatableCall.All.SelectMany(call => FindProblems(fault, call)));

        var list = string.Join('\n', problems.OfType<string>());
        Assert.True(list.Length == 0, list);
    }

    private static IEnumerable<Task<string?>> FindProblems(RepeatableFault fault, RepeatableCall call)
    {
        var expected = fault.Expect(call);
        yield return FindProblemAsync(new(fault, call, Pipeline.Library), $"'{expected.Outcome}' after {expected.Attempts} attempts", result => result == expected);
        if (expected.Attempts > 1 && fault.Scripts.Count < 2)
        {
            var expectedOnce = RepeatableFault.ExpectOnce(call);
            yield return FindProblemAsync(
                new(fault, call, Pipeline.Library, IsOnce: true), $"'{expectedOnce.Outcome}' after {expectedOnce.Attempts} attempts", result => result == expectedOnce);
        }

        // A message handler may hide what happened, so an unknown outcome is permitted too.
        foreach (var pipeline in call.Kind is CallKind.Change or CallKind.Assignment && fault.Connect is null ? Pipelines : [])
        {
            yield return FindProblemAsync(
                new(fault, call, pipeline),
                $"'{expected.Outcome}' or '{Outcomes.Unknown}' after at most {expected.Attempts * MaxSendsPerAttempt} attempts",
                result => result.Attempts <= expected.Attempts * MaxSendsPerAttempt
                    && (result.Outcome == expected.Outcome || result.Outcome.StartsWith(Outcomes.Unknown, StringComparison.Ordinal)));
        }
    }

    private static async Task<string?> FindProblemAsync(RepeatableCallRun run, string expected, Predicate<CellResult> isCorrect)
    {
        var cell = $"{run.Call}, {run.Pipeline}{(run.IsOnce ? ", once" : "")}";
        try
        {
            var result = await run.GetResultAsync();
            return isCorrect(result) ? null : $"{cell}: expected {expected}, but was '{result.Outcome}' after {result.Attempts}";
        }
        catch (Exception exception)
        {
            return $"{cell}: {exception}"; // a failed assertion of the run itself, such as a leaked secret
        }
    }
}
