using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>The results that are correct for a fault in one pipeline.</summary>
internal sealed class FaultExpectation
{
    private readonly Pipeline _pipeline;
    private readonly string[] _outcomes;
    private readonly int _bodies;

    private FaultExpectation(Fault fault, Pipeline pipeline, int bodies) =>
        (_pipeline, _outcomes, _bodies) = (pipeline, fault.Outcome.Split(" or "), bodies);

    public static async Task<FaultExpectation> CreateAsync(Fault fault, Pipeline pipeline)
    {
        if (pipeline.IsLibraryClient)
        {
            return new(fault, pipeline, fault.BodyCount);
        }

        return pipeline.HasSendOnceHandler
            ? new(fault, pipeline, (await FaultMatrix.RunAsync(fault, Pipeline.Library)).BodyCount)
            : new(fault, pipeline, int.Max(1, fault.BodyCount));
    }

    /// <summary>Returns what was expected and what was received instead; null if the result is correct.</summary>
    public string? FindMismatch(FaultResult result)
    {
        var (isCorrect, expected) = _pipeline.HasSendOnceHandler ? CheckStrictly(result) : CheckLeniently(result);
        return isCorrect ? null : $"expected {expected}, but was '{result.Outcome}' with {result.BodyCount} whole and {result.PartialBodyCount} partial bodies";
    }

    // SendOnceHandler guarantees the result of the library's own client.
    private (bool IsCorrect, string Expected) CheckStrictly(FaultResult result) => (
        _outcomes.Contains(result.Outcome) && result.BodyCount == _bodies,
        $"'{string.Join("' or '", _outcomes)}' with {_bodies} whole bodies");

    // Without it, an unknown outcome is always permitted, and a second body only if a handler buffers bodies.
    private (bool IsCorrect, string Expected) CheckLeniently(FaultResult result)
    {
        var isOutcomeAllowed = _outcomes.Contains(result.Outcome)
            || result.Outcome == Outcomes.CreatedByLaterResponse
            || result.Outcome.StartsWith(Outcomes.Unknown, StringComparison.Ordinal);
        var isBodyCountAllowed = result.BodyCount <= _bodies || _pipeline.HasBuffering;
        var isNothingSent = result.BodyCount + result.PartialBodyCount == 0;
        return (
            isOutcomeAllowed && isBodyCountAllowed && (isNothingSent || result.Outcome is not (Outcomes.Unavailable or Outcomes.Canceled)),
            $"'{string.Join("' or '", _outcomes)}', '{Outcomes.CreatedByLaterResponse}' or '{Outcomes.Unknown}', "
                + (_pipeline.HasBuffering ? "any number of bodies" : $"at most {_bodies} whole bodies")
                + $"; '{Outcomes.Unavailable}' and '{Outcomes.Canceled}' only if nothing was sent");
    }
}
