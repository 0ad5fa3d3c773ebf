using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Faults;

public sealed class FaultArgumentTests
{
    [Fact]
    public void A_lost_request_that_was_carried_out_is_a_lost_answer() =>
        Assert.Equal(SimulatedFault.LoseAnswer(), SimulatedFault.LoseRequest().AfterCarryingOut());

    [Fact]
    public void What_is_carried_out_anyway_stays_itself()
    {
        foreach (var fault in new[] { SimulatedFault.LoseAnswer(), SimulatedFault.CutAnswer(1), SimulatedFault.AnswerLate(TimeSpan.Zero) })
        {
            Assert.Same(fault, fault.AfterCarryingOut());
        }
    }

    [Fact]
    public void Carrying_out_leaves_the_original_unchanged()
    {
        var fault = SimulatedFault.Refuse(HttpStatusCode.BadGateway);

        Assert.NotEqual(fault, fault.AfterCarryingOut());
        Assert.Equal(fault, SimulatedFault.Refuse(HttpStatusCode.BadGateway));
    }

    [Fact]
    public void What_cannot_be_answered_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("afterBytes", () => SimulatedFault.CutAnswer(-1));
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => SimulatedFault.AnswerLate(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => SimulatedFault.AnswerLate(TimeSpan.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("status", () => SimulatedFault.Refuse(HttpStatusCode.Continue));
        Assert.Throws<ArgumentOutOfRangeException>("status", () => SimulatedFault.AnswerWith("", (HttpStatusCode)1000));
        Assert.Throws<ArgumentOutOfRangeException>("retryAfter", () => SimulatedFault.Refuse(HttpStatusCode.TooManyRequests, "", TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentException>("body", () => SimulatedFault.AnswerWith("{}", HttpStatusCode.NoContent));
        Assert.Throws<ArgumentNullException>("body", () => SimulatedFault.AnswerWith(null!));
    }
}
