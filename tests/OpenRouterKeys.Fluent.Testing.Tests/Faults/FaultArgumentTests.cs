using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Faults;

public sealed class FaultArgumentTests
{
    [Fact]
    public void DropRequest_after_processing_equals_DropResponse() =>
        Assert.Equal(SimulatedFault.DropResponse(), SimulatedFault.DropRequest().AfterProcessing());

    [Fact]
    public void AfterProcessing_returns_same_instance_if_already_processed()
    {
        foreach (var fault in new[] { SimulatedFault.DropResponse(), SimulatedFault.TruncateResponse(1), SimulatedFault.DelayResponse(TimeSpan.Zero) })
        {
            Assert.Same(fault, fault.AfterProcessing());
        }
    }

    [Fact]
    public void AfterProcessing_does_not_change_the_original()
    {
        var fault = SimulatedFault.Reject(HttpStatusCode.BadGateway);

        Assert.NotEqual(fault, fault.AfterProcessing());
        Assert.Equal(fault, SimulatedFault.Reject(HttpStatusCode.BadGateway));
    }

    [Fact]
    public void Invalid_arguments_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>("afterBytes", () => SimulatedFault.TruncateResponse(-1));
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => SimulatedFault.DelayResponse(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => SimulatedFault.DelayResponse(TimeSpan.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("status", () => SimulatedFault.Reject(HttpStatusCode.Continue));
        Assert.Throws<ArgumentOutOfRangeException>("status", () => SimulatedFault.RespondWith("", (HttpStatusCode)1000));
        Assert.Throws<ArgumentOutOfRangeException>("retryAfter", () => SimulatedFault.Reject(HttpStatusCode.TooManyRequests, "", TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentException>("body", () => SimulatedFault.RespondWith("{}", HttpStatusCode.NoContent));
        Assert.Throws<ArgumentNullException>("body", () => SimulatedFault.RespondWith(null!));
    }
}
