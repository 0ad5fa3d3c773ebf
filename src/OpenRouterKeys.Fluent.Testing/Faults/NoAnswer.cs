using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Testing.Api;

namespace OpenRouterKeys.Fluent.Testing.Faults;

/// <summary>The connection is closed without an answer.</summary>
internal sealed record NoAnswer : SimulatedFault
{
    internal override Task AnswerAsync(HttpContext context, Reply? ordinary, CancellationToken stopping)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
