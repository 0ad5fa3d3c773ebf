namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Calls do not continue on the caller's synchronization context, so that callers that block on them do not deadlock.</summary>
public class SynchronizationContextTests
{
    [Fact]
    public async Task Calls_do_not_continue_on_caller_context()
    {
        await using var server = new RawServer(
            RawServer.Respond(201, RawServer.Created), RawServer.Respond(200, """{"data":{"hash":"h1"}}"""), RawServer.Respond(429, "", "Retry-After: 100\r\n"), RawServer.Respond(200, "{}"));
        using var client = server.CreateClient(new());
        var context = new CountingContext();
        var token = TestContext.Current.CancellationToken;

        await context.Run(() => client.CreateAsync(KeyRequest.Named("ci-bot"), token));
        await context.Run(() => client.GetAsync("h1", token));
        await Assert.ThrowsAsync<RateLimitedException>(() => context.Run(() => client.UpdateAsync("h1", KeyUpdate.Empty.Disable(), token)));
        await context.Run(() => client.DeleteAsync("h1", token));

        Assert.Equal(0, context.Continuations);
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _continuations;

        public int Continuations => _continuations;

        /// <summary>Starts the call in this context, and restores the previous one.</summary>
        public Task Run(Func<Task> call)
        {
            var previous = Current;
            SetSynchronizationContext(this);
            try
            {
                return call();
            }
            finally
            {
                SetSynchronizationContext(previous);
            }
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _continuations);
            base.Post(d, state);
        }
    }
}
