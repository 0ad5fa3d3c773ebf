using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>The library's spans and measurements.</summary>
public sealed class TelemetryTests : HostTestBase
{
    private const string Post = "http.request.method=POST";
    private const string UnknownOutcome = "OpenRouterKeys.Fluent.KeyOutcomeUnknownException";
    private const string Template = "url.template=/api/v1/keys";

    [Fact]
    public async Task Each_call_has_a_span()
    {
        using var telemetry = Listen();
        using var client = OpenRouter.CreateClient();
        var created = await client.CreateAsync(KeyRequest.Named("customer-4711"), Token);
        await client.GetAsync(created.Info.Hash, Token);
        await client.UpdateAsync(created.Info.Hash, update => update.Limit(1), Token);
        await client.GetCurrentAsync(created.Key, Token);
        await client.ListAsync(new() { IncludeDisabled = true }, Token).FirstAsync(Token);
        await client.DeleteAsync(created.Info.Hash, Token);

        Assert.Equal(
            [
                "POST /api/v1/keys: http.response.status_code=201, openrouter.keys.outcome=created",
                "GET /api/v1/keys/{hash}: http.response.status_code=200, openrouter.keys.outcome=read",
                "PATCH /api/v1/keys/{hash}: http.response.status_code=200, openrouter.keys.outcome=changed",
                "GET /api/v1/key: http.response.status_code=200, openrouter.keys.outcome=read",
                "GET /api/v1/keys: http.response.status_code=200, openrouter.keys.outcome=read",
                "DELETE /api/v1/keys/{hash}: http.response.status_code=200, openrouter.keys.outcome=deleted",
            ],
            telemetry.Spans.Select(span => $"{span.DisplayName}: {TelemetryCollector.Format(span.TagObjects.Where(tag => tag.Key is not ("http.request.method" or "url.template")))}"));
        Assert.All(telemetry.Spans, span =>
        {
            Assert.Equal((ActivityKind.Client, ActivityStatusCode.Unset, "127.0.0.1"), (span.Kind, span.Status, span.GetTagItem("server.address")));
            Assert.Equal(span.DisplayName, $"{span.GetTagItem("http.request.method")} {span.GetTagItem("url.template")}");
            var text = $"{span.DisplayName} {string.Join(' ', span.TagObjects)}";
            Assert.All(
                [created.Info.Hash, created.Key.Reveal(), OpenRouter.ManagementKey.Reveal(), "customer-4711", "?"],
                secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        });
    }

    public static TheoryData<SimulatedFault, string> Failures => new()
    {
        { SimulatedFault.Reject(HttpStatusCode.BadRequest), $"error.type=400, {Post}, http.response.status_code=400, openrouter.keys.outcome=rejected" },
        { SimulatedFault.Reject(HttpStatusCode.BadGateway), $"error.type=502, {Post}, http.response.status_code=502, openrouter.keys.outcome=unknown" },
        { SimulatedFault.RespondWith("{}"), $"error.type={UnknownOutcome}, {Post}, http.response.status_code=201, openrouter.keys.outcome=unknown" },
        { SimulatedFault.DropRequest(), $"error.type={UnknownOutcome}, {Post}, openrouter.keys.outcome=unknown" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Failure_is_an_error_with_its_outcome(SimulatedFault fault, string tags)
    {
        using var telemetry = Listen();
        using var client = OpenRouter.CreateClient();
        OpenRouter.EnqueueFault(fault);
        await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));

        var span = Assert.Single(telemetry.Spans);
        Assert.Equal((ActivityStatusCode.Error, null, $"{tags}, {Template}"), (span.Status, span.StatusDescription, TelemetryCollector.Format(span.TagObjects)));
        Assert.Equal(
            [("openrouter.keys.client.attempts", $"{Post}, {Template}"), ("openrouter.keys.client.call.duration", $"{tags}, {Template}")],
            telemetry.Measurements.Select(measurement => (measurement.Instrument, measurement.Tags)));
    }

    [Fact]
    public async Task Canceled_and_unreachable_calls_have_their_own_outcomes()
    {
        using var telemetry = Listen();
        using var client = OpenRouter.CreateClient(new() { MaxAttempts = 1 });
        await Assert.ThrowsAsync<OperationCanceledException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), new(canceled: true)));
        await OpenRouter.DisposeAsync();
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));

        Assert.Equal(["cancelled", "unavailable"], telemetry.Spans.Select(span => span.GetTagItem("openrouter.keys.outcome")));
    }

    [Fact]
    public async Task Attempts_and_duration_are_measured_with_TimeProvider_of_client()
    {
        using var telemetry = Listen();
        var timeProvider = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(2) };
        using var client = OpenRouter.CreateClient(new() { TimeProvider = timeProvider, AttemptTimeout = TimeSpan.FromHours(1) });
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero));
        await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Equal(1, Assert.Single(telemetry.Spans).GetTagItem("http.request.resend_count"));
        Assert.Equal(2, telemetry.Measurements.Single(measurement => measurement.Instrument == "openrouter.keys.client.attempts").Value);
        Assert.True(telemetry.Measurements.Single(measurement => measurement.Instrument == "openrouter.keys.client.call.duration").Value is >= 2 and < 60);
    }

    [Fact]
    public async Task Retried_read_has_resend_count()
    {
        using var telemetry = Listen();
        using var client = OpenRouter.CreateClient();
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero));
        await client.GetCurrentAsync(cancellationToken: Token);

        Assert.Equal(1, Assert.Single(telemetry.Spans).GetTagItem("http.request.resend_count"));
    }

    // HttpClient's spans of the attempts are its children; what the caller does afterwards is not.
    [Fact]
    public async Task Span_is_not_current_after_the_call()
    {
        using var telemetry = Listen();
        using var parent = new Activity("parent").Start();
        using var client = OpenRouter.CreateClient();
        var creation = client.CreateAsync(KeyRequest.Named("ci-bot"), Token);
        var duringCall = Activity.Current;
        await creation;

        Assert.Equal((parent, parent), (duringCall, Activity.Current));
        Assert.Equal(parent.SpanId, Assert.Single(telemetry.Spans).ParentSpanId);
    }

    [Fact]
    public async Task Throwing_listener_does_not_affect_calls()
    {
        using var client = OpenRouter.CreateClient();
        using var throwing = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OpenRouterKeys.Fluent",
            Sample = (ref options) => options.Tags!.Contains(new("server.port", OpenRouter.BaseAddress.Port)) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = Throw,
            ActivityStopped = Throw,
        };
        ActivitySource.AddActivityListener(throwing);
        var created = await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Equal(created.Info.Hash, Assert.Single(OpenRouter.Keys).Hash);

        void Throw(Activity span) => _ = Equals(span.GetTagItem("server.port"), OpenRouter.BaseAddress.Port) ? throw new IOException("The disk is full.") : span;
    }

    private TelemetryCollector Listen() => new(OpenRouter.BaseAddress.Port);
}
