using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>One test case per fault. Each checks the fault with every client pipeline and lists all wrong results.</summary>
public class FaultTests
{
    public static TheoryData<string> Faults => [.. FaultList.ByName.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Outcome_and_sent_bodies_are_correct_in_every_pipeline(string fault)
    {
        var problems = await Task.WhenAll(Pipeline.All.Select(pipeline => FindProblemAsync(FaultList.ByName[fault], pipeline)));

        var list = string.Join('\n', problems.OfType<string>());
        Assert.True(list.Length == 0, list);
    }

    private static async Task<string?> FindProblemAsync(Fault fault, Pipeline pipeline)
    {
        try
        {
            var result = await FaultMatrix.RunAsync(fault, pipeline);
            var expected = await FaultExpectation.CreateAsync(fault, pipeline);
            return expected.FindMismatch(result) is { } mismatch ? $"{pipeline}: {mismatch}" : null;
        }
        catch (Exception exception)
        {
            return $"{pipeline}: {exception}"; // a failed assertion of the run itself, such as a leaked secret
        }
    }
}
