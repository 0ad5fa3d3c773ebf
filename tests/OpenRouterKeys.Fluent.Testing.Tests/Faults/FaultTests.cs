using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Faults;

public sealed class FaultTests : SimulatorTestBase
{
    private const string Body = """{"name":"ci"}""";

    [Fact]
    public async Task None_lets_one_request_pass()
    {
        Simulator.EnqueueFault(SimulatedFault.None);
        Simulator.EnqueueFault(SimulatedFault.None.AfterProcessing());
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.ServiceUnavailable));

        Assert.Equal(HttpStatusCode.Created, (await Post("""{"name":"a"}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Get("keys")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Get("keys")).Status);
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task Reject_returns_status_and_does_not_process()
    {
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, "slow down", TimeSpan.FromSeconds(1.2)));

        Assert.Equal(new ReceivedResponse(HttpStatusCode.TooManyRequests, "slow down", "2"), await Post(Body));
        Assert.Empty(Simulator.Keys);
    }

    [Fact]
    public async Task Reject_without_body_returns_empty_body()
    {
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.ServiceUnavailable));

        Assert.Equal(new ReceivedResponse(HttpStatusCode.ServiceUnavailable, "", null), await Post(Body));
    }

    [Fact]
    public async Task Reject_after_processing_creates_the_key()
    {
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway).AfterProcessing());

        Assert.Equal(HttpStatusCode.BadGateway, (await Post(Body)).Status);
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task RespondWith_returns_body_and_does_not_process()
    {
        Simulator.EnqueueFault(SimulatedFault.RespondWith("""{"key":"k"}"""));

        Assert.Equal(new ReceivedResponse(HttpStatusCode.Created, """{"key":"k"}""", null), await Post(Body));
        Assert.Empty(Simulator.Keys);
    }

    [Fact]
    public async Task RespondWith_after_processing_creates_the_key()
    {
        Simulator.EnqueueFault(SimulatedFault.RespondWith("<html>", HttpStatusCode.OK).AfterProcessing());

        Assert.Equal(new ReceivedResponse(HttpStatusCode.OK, "<html>", null), await Post(Body));
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task RespondWith_status_without_body_is_allowed()
    {
        Simulator.EnqueueFault(SimulatedFault.RespondWith("", HttpStatusCode.NoContent));

        Assert.Equal(new ReceivedResponse(HttpStatusCode.NoContent, "", null), await Post(Body));
    }

    [Fact]
    public async Task DropRequest_records_the_request_and_does_not_process()
    {
        Simulator.EnqueueFault(SimulatedFault.DropRequest());

        await Assert.ThrowsAsync<HttpRequestException>(() => Post(Body));
        Assert.Equal(new ReceivedRequest("POST", "/api/v1/keys", Body), Assert.Single(Simulator.Requests));
        Assert.Empty(Simulator.Keys);
    }

    [Fact]
    public async Task DropResponse_creates_the_key()
    {
        Simulator.EnqueueFault(SimulatedFault.DropResponse());

        await Assert.ThrowsAsync<HttpRequestException>(() => Post(Body));
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task DelayResponse_returns_the_API_response()
    {
        Simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(1)));

        var response = await Post(Body);

        Assert.Equal(HttpStatusCode.Created, response.Status);
        Assert.Equal(response.Hash, Assert.Single(Simulator.Keys).Hash);
    }

    [Fact]
    public async Task Processing_an_invalid_request_changes_nothing()
    {
        Simulator.EnqueueFault(SimulatedFault.DropResponse());
        Simulator.EnqueueFault(SimulatedFault.RespondWith("{}").AfterProcessing());

        await Assert.ThrowsAsync<HttpRequestException>(() => Post("{}"));
        Assert.Equal(HttpStatusCode.Created, (await Send(HttpMethod.Post, "keys", Body, "wrong")).Status);
        Assert.Empty(Simulator.Keys);
    }

    [Theory]
    [InlineData("GET", "key")]
    [InlineData("GET", "keys")]
    [InlineData("GET", "keys/h1")]
    [InlineData("PATCH", "keys/h1")]
    [InlineData("DELETE", "keys/h1")]
    public async Task Fault_applies_to_every_operation(string method, string path)
    {
        Simulator.Add(new() { Hash = "h1", Name = "ci" });
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway));
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway).AfterProcessing());
        var body = method == "PATCH" ? """{"name":"cd"}""" : null;

        Assert.Equal(HttpStatusCode.BadGateway, (await Send(new(method), path, body)).Status);
        Assert.Equal("ci", Assert.Single(Simulator.Keys).Name);
        Assert.Equal(HttpStatusCode.BadGateway, (await Send(new(method), path, body)).Status);
        Assert.Equal(method switch { "PATCH" => ["cd"], "DELETE" => [], _ => ["ci"] }, Simulator.Keys.Select(key => key.Name));
    }

    [Fact]
    public async Task Each_request_takes_one_fault_from_the_queue()
    {
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway));
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.GatewayTimeout));

        Assert.Equal(HttpStatusCode.BadGateway, (await Get("keys")).Status);
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await Post(Body)).Status);
        Assert.Equal(HttpStatusCode.Created, (await Post(Body)).Status);
    }
}
