using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Testing.Api;
using OpenRouterKeys.Fluent.Testing.Server;

namespace OpenRouterKeys.Fluent.Testing.Faults;

/// <summary>The ordinary answer's headers and the first bytes of its body.</summary>
internal sealed record PartOfAnswer : SimulatedFault
{
    public PartOfAnswer(int afterBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        (AfterBytes, IsCarriedOut) = (afterBytes, true);
    }

    public int AfterBytes { get; }

    // The server closes the connection in order when fewer bytes were written than announced; aborting it could lose those on their way.
    internal override Task AnswerAsync(HttpContext context, Reply? ordinary, CancellationToken stopping) =>
        context.Response.WriteAsync(ordinary!, AfterBytes);
}
