using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>The library's spans and measurements, which need no host.</summary>
public sealed class TelemetryTests : HostedAccount
{
    private const string Post = "http.request.method=POST";
    private const string UnknownOutcome = "OpenRouterKeys.Fluent.KeyOutcomeUnknownException";
    private const string OfKeys = "url.template=/api/v1/keys";

    [Fact]
    public async Task Each_call_is_a_span_of_its_own()
    {
        using var observed = Listen();
        using var client = OpenRouter.CreateClient();
        var created = await client.CreateAsync(KeyRequest.Named("customer-4711"), Token);
        await client.GetAsync(created.Info.Hash, Token);
        await client.UpdateAsync(created.Info.Hash, change => change.Limit(1), Token);
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
            observed.Spans.Select(span => $"{span.DisplayName}: {Observed.Text(span.TagObjects.Where(tag => tag.Key is not ("http.request.method" or "url.template")))}"));
        Assert.All(observed.Spans, span =>
        {
            Assert.Equal((ActivityKind.Client, ActivityStatusCode.Unset, "127.0.0.1"), (span.Kind, span.Status, span.GetTagItem("server.address")));
            Assert.Equal(span.DisplayName, $"{span.GetTagItem("http.request.method")} {span.GetTagItem("url.template")}");
            var text = $"{span.DisplayName} {string.Join(' ', span.TagObjects)}";
            Assert.All(
                [created.Info.Hash, created.Key.Reveal(), OpenRouter.ManagementKey.Reveal(), "customer-4711", "?"],
                hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
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
    public async Task A_failure_is_an_error_with_its_outcome(SimulatedFault fault, string tags)
    {
        using var observed = Listen();
        using var client = OpenRouter.CreateClient();
        OpenRouter.EnqueueFault(fault);
        await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));

        var span = Assert.Single(observed.Spans);
        Assert.Equal((ActivityStatusCode.Error, null, $"{tags}, {OfKeys}"), (span.Status, span.StatusDescription, Observed.Text(span.TagObjects)));
        Assert.Equal(
            [("openrouter.keys.client.attempts", $"{Post}, {OfKeys}"), ("openrouter.keys.client.call.duration", $"{tags}, {OfKeys}")],
            observed.Measurements.Select(measured => (measured.Instrument, measured.Tags)));
    }

    [Fact]
    public async Task What_never_reaches_the_API_is_unavailable_and_what_is_cancelled_is_cancelled()
    {
        using var observed = Listen();
        using var client = OpenRouter.CreateClient(new() { MaxAttempts = 1 });
        await Assert.ThrowsAsync<OperationCanceledException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), new(canceled: true)));
        await OpenRouter.DisposeAsync();
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));

        Assert.Equal(["cancelled", "unavailable"], observed.Spans.Select(span => span.GetTagItem("openrouter.keys.outcome")));
    }

    [Fact]
    public async Task Attempts_and_time_are_measured_by_the_clients_clock()
    {
        using var observed = Listen();
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(2) };
        using var client = OpenRouter.CreateClient(new() { TimeProvider = clock, AttemptTimeout = TimeSpan.FromHours(1) });
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero));
        await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Equal(1, Assert.Single(observed.Spans).GetTagItem("http.request.resend_count"));
        Assert.Equal(2, observed.Measurements.Single(measured => measured.Instrument == "openrouter.keys.client.attempts").Value);
        Assert.True(observed.Measurements.Single(measured => measured.Instrument == "openrouter.keys.client.call.duration").Value is >= 2 and < 60);
    }

    [Fact]
    public async Task A_read_that_is_sent_again_says_so()
    {
        using var observed = Listen();
        using var client = OpenRouter.CreateClient();
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero));
        await client.GetCurrentAsync(cancellationToken: Token);

        Assert.Equal(1, Assert.Single(observed.Spans).GetTagItem("http.request.resend_count"));
    }

    // Its own attempts are the platform's spans below it; what the caller does next is not.
    [Fact]
    public async Task The_span_is_current_within_the_call_and_not_after_it()
    {
        using var observed = Listen();
        using var parent = new Activity("parent").Start();
        using var client = OpenRouter.CreateClient();
        var creating = client.CreateAsync(KeyRequest.Named("ci-bot"), Token);
        var whileCreating = Activity.Current;
        await creating;

        Assert.Equal((parent, parent), (whileCreating, Activity.Current));
        Assert.Equal(parent.SpanId, Assert.Single(observed.Spans).ParentSpanId);
    }

    [Fact]
    public async Task A_listener_that_throws_costs_nobody_a_key()
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

    private Observed Listen() => new(OpenRouter.BaseAddress.Port);
}
