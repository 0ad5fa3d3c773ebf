namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>A caller's synchronization context, as a window's, is not waited for: a caller that blocks it would wait for ever.</summary>
public class ContextTests
{
    [Fact]
    public async Task Nothing_is_continued_on_the_callers_context()
    {
        await using var server = new RawServer(
            RawServer.Answer(201, RawServer.Created), RawServer.Answer(200, """{"data":{"hash":"h1"}}"""), RawServer.Answer(429, "", "Retry-After: 100\r\n"), RawServer.Answer(200, "{}"));
        using var client = server.NewClient(new());
        var context = new WatchedContext();
        var token = TestContext.Current.CancellationToken;

        await context.Run(() => client.CreateAsync(KeyRequest.Named("ci-bot"), token));
        await context.Run(() => client.GetAsync("h1", token));
        await Assert.ThrowsAsync<RateLimitedException>(() => context.Run(() => client.UpdateAsync("h1", KeyUpdate.Empty.Disable(), token)));
        await context.Run(() => client.DeleteAsync("h1", token));

        Assert.Equal(0, context.Continuations);
    }

    private sealed class WatchedContext : SynchronizationContext
    {
        private int _continuations;

        public int Continuations => _continuations;

        /// <summary>Calls under this context, and waits outside it.</summary>
        public Task Run(Func<Task> call)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return call();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _continuations);
            base.Post(d, state);
        }
    }
}
