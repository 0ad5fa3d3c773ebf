using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;
using OpenRouterKeys.Fluent.Tests;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>What came of a fault under a wrapping.</summary>
internal sealed record Result(string Outcome, int Bodies, int PartsOfBodies);

/// <summary>Plays a fault to a wrapped client, and asserts what holds whatever the fault.</summary>
internal sealed class Run(Fault fault, Wrapping wrapping, Scene scene)
{
    // Nothing waits for it: only what hangs for good gets there.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // How long a call that is known to hang may go on reading what came before: the one place where real time counts.
    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(5);
    private static readonly KeyRequest Small = KeyRequest.Named("ci-bot").Limit(25m);
    private static readonly KeyRequest Large = Small.WithName(new string('x', 512 * 1024));
    private static readonly KeyRequest LargerThanAnyBuffer = Small.WithName(new string('x', 4 * 1024 * 1024));
    private readonly KeyRequest _request = !fault.IsLarge ? Small : wrapping.IsOwn ? LargerThanAnyBuffer : Large;

    public static async Task<Result> PlayAsync(Fault fault, Wrapping wrapping)
    {
        await using var scene = new Scene();
        await using var site = fault.Place(fault, scene);
        return await new Run(fault, wrapping, scene).PlayAsync(site);
    }

    private async Task<Result> PlayAsync(Site site)
    {
        Result result;
        using (var host = new Host(wrapping, fault, site, scene))
        {
            result = await CallAsync(host, site);
            if (wrapping.IsGuarded)
            {
                Secrets.AssertNotIn(host.Log);
            }
        }

        if (wrapping.IsGuarded || !wrapping.HangsOnBrokenAnswers)
        {
            await site.Closed.WaitAsync(Patience); // no connection outlives its client
        }

        AssertNothingWentElsewhere(site);
        return result;
    }

    private async Task<Result> CallAsync(Host host, Site site)
    {
        using var client = host.NewClient();
        var bodiesBefore = 0;
        if (fault.IsSecondCall)
        {
            Assert.Equal(Outcomes.CreatedByAnother, Outcomes.Of(await client.CreateAsync(Small).WaitAsync(Patience)));
            await scene.Idle.WaitAsync(Patience);
            bodiesBefore = site.Bodies;
        }

        fault.Before?.Invoke(scene);
        var creating = client.CreateAsync(_request, scene.Caller);
        fault.Meanwhile?.Invoke(scene);
        if (fault.BreaksAnswerOff && !wrapping.IsGuarded && wrapping.HangsOnBrokenAnswers)
        {
            await scene.Played.WaitAsync(Patience);
            await Task.WhenAny(creating, Task.Delay(HangTime));
            scene.EndAttempt();
        }

        var outcome = await TellAsync(creating);
        var result = new Result(outcome, site.Bodies - bodiesBefore, site.PartsOfBodies);
        if (site.IsWellAfterwards)
        {
            await AssertWorksAfterwardsAsync(client);
        }

        return result;
    }

    private async Task<string> TellAsync(Task<CreatedKey> creating)
    {
        try
        {
            return Outcomes.Of(await creating.WaitAsync(Patience));
        }
        catch (Exception exception) when (exception is OpenRouterKeysException or OperationCanceledException)
        {
            AssertFacts(exception);
            Secrets.AssertNotIn(exception, _request);
            return Outcomes.Of(exception, scene.Caller);
        }
    }

    private void AssertFacts(Exception exception)
    {
        if (exception is KeyOutcomeUnknownException unknown)
        {
            Assert.Same(_request, unknown.Request);
            Assert.Equal(TestTime.Now, unknown.AttemptedAt);
        }

        if (exception as OperationCanceledException is { } cancelled)
        {
            Assert.Equal(scene.Caller, cancelled.CancellationToken);
        }

        if (exception.InnerException is OperationCanceledException { CancellationToken: var token } && scene.Caller.IsCancellationRequested)
        {
            Assert.Equal(scene.Caller, token);
        }
    }

    // The client is not spoilt: the fault's connections apart, the next calls create.
    private async Task AssertWorksAfterwardsAsync(OpenRouterKeysClient client)
    {
        for (var left = fault.Times; ; left--)
        {
            try
            {
                Assert.Equal(Outcomes.CreatedByAnother, Outcomes.Of(await client.CreateAsync(Small).WaitAsync(Patience)));
                return;
            }
            catch (OpenRouterKeysException) when (left > 0)
            {
            }
        }
    }

    private void AssertNothingWentElsewhere(Site site)
    {
        Assert.DoesNotContain(site.Requests, request => request.StartsWith("CONNECT", StringComparison.Ordinal) && request.Contains("Bearer", StringComparison.Ordinal));
        foreach (var request in scene.Elsewhere?.Requests ?? [])
        {
            Assert.False(wrapping.IsGuarded, "Another host was called.");
            Secrets.AssertNotIn(request);
            Assert.True(wrapping.BuffersBodies || !request.StartsWith("POST", StringComparison.Ordinal), "The body went to another host.");
        }
    }
}
