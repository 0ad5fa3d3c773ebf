using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Faults;

public sealed class FaultTests : RunningSimulator
{
    private const string Body = """{"name":"ci"}""";

    [Fact]
    public async Task Refused_is_answered_and_not_carried_out()
    {
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, "slow down", TimeSpan.FromSeconds(1.2)));

        Assert.Equal(new Answered(HttpStatusCode.TooManyRequests, "slow down", "2"), await Post(Body));
        Assert.Empty(Simulator.Keys);
    }

    [Fact]
    public async Task A_refusal_without_a_body_is_empty()
    {
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.ServiceUnavailable));

        Assert.Equal(new Answered(HttpStatusCode.ServiceUnavailable, "", null), await Post(Body));
    }

    [Fact]
    public async Task Refused_after_carrying_out_has_its_effect()
    {
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway).AfterProcessing());

        Assert.Equal(HttpStatusCode.BadGateway, (await Post(Body)).Status);
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task Another_answer_is_answered_and_not_carried_out()
    {
        Simulator.EnqueueFault(SimulatedFault.RespondWith("""{"key":"k"}"""));

        Assert.Equal(new Answered(HttpStatusCode.Created, """{"key":"k"}""", null), await Post(Body));
        Assert.Empty(Simulator.Keys);
    }

    [Fact]
    public async Task Another_answer_after_carrying_out_has_its_effect()
    {
        Simulator.EnqueueFault(SimulatedFault.RespondWith("<html>", HttpStatusCode.OK).AfterProcessing());

        Assert.Equal(new Answered(HttpStatusCode.OK, "<html>", null), await Post(Body));
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task An_answer_that_has_no_body_is_possible()
    {
        Simulator.EnqueueFault(SimulatedFault.RespondWith("", HttpStatusCode.NoContent));

        Assert.Equal(new Answered(HttpStatusCode.NoContent, "", null), await Post(Body));
    }

    [Fact]
    public async Task A_lost_request_is_received_and_not_carried_out()
    {
        Simulator.EnqueueFault(SimulatedFault.DropRequest());

        await Assert.ThrowsAsync<HttpRequestException>(() => Post(Body));
        Assert.Equal(new ReceivedRequest("POST", "/api/v1/keys", Body), Assert.Single(Simulator.Requests));
        Assert.Empty(Simulator.Keys);
    }

    [Fact]
    public async Task A_lost_answer_is_that_of_a_call_that_was_carried_out()
    {
        Simulator.EnqueueFault(SimulatedFault.DropResponse());

        await Assert.ThrowsAsync<HttpRequestException>(() => Post(Body));
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task A_late_answer_comes_and_is_the_ordinary_one()
    {
        Simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(1)));

        var answer = await Post(Body);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(answer.Hash, Assert.Single(Simulator.Keys).Hash);
    }

    [Fact]
    public async Task A_fault_does_not_carry_out_what_the_API_would_refuse()
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
    public async Task Every_call_meets_its_fault_and_has_its_effect_or_not(string method, string path)
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
    public async Task Faults_queue_up_and_each_meets_one_request()
    {
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway));
        Simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.GatewayTimeout));

        Assert.Equal(HttpStatusCode.BadGateway, (await Get("keys")).Status);
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await Post(Body)).Status);
        Assert.Equal(HttpStatusCode.Created, (await Post(Body)).Status);
    }
}
