using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Faults;

public sealed class FaultArgumentTests
{
    [Fact]
    public void A_lost_request_that_was_carried_out_is_a_lost_answer() =>
        Assert.Equal(SimulatedFault.DropResponse(), SimulatedFault.DropRequest().AfterProcessing());

    [Fact]
    public void What_is_carried_out_anyway_stays_itself()
    {
        foreach (var fault in new[] { SimulatedFault.DropResponse(), SimulatedFault.TruncateResponse(1), SimulatedFault.DelayResponse(TimeSpan.Zero) })
        {
            Assert.Same(fault, fault.AfterProcessing());
        }
    }

    [Fact]
    public void Carrying_out_leaves_the_original_unchanged()
    {
        var fault = SimulatedFault.Reject(HttpStatusCode.BadGateway);

        Assert.NotEqual(fault, fault.AfterProcessing());
        Assert.Equal(fault, SimulatedFault.Reject(HttpStatusCode.BadGateway));
    }

    [Fact]
    public void What_cannot_be_answered_is_refused()
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
