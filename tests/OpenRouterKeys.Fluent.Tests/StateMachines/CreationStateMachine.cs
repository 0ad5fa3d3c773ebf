using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

/// <summary>Generates random sequences of creations, faults, cancellations and restarts.</summary>
internal sealed class CreationStateMachine(int steps) : Machine<SystemUnderTest, ExpectedState>(steps)
{
    public override Arbitrary<Setup<SystemUnderTest, ExpectedState>> Setup =>
        Gen.Fresh<Setup<SystemUnderTest, ExpectedState>>(() => new Start()).ToArbitrary();

    public override TearDown<SystemUnderTest> TearDown => new Stop();

    public override Gen<Operation<SystemUnderTest, ExpectedState>> Next(ExpectedState model) => Gen.Frequency(
        (6, Gen.Constant<Operation<SystemUnderTest, ExpectedState>>(Step.Create)),
        (4, Gen.Elements<FaultCase>(FaultCase.All).Select(fault => (Operation<SystemUnderTest, ExpectedState>)Step.EnqueueFault(fault))),
        (2, Gen.Elements<Operation<SystemUnderTest, ExpectedState>>(
            Step.CreateCanceled, Step.CreateAndCancel, Step.CreateAndRestart, Step.CreateWhileStopped, Step.Restart)));

    private sealed class Start : Setup<SystemUnderTest, ExpectedState>
    {
        public override SystemUnderTest Actual() => SystemUnderTest.StartAsync().GetAwaiter().GetResult();

        public override ExpectedState Model() => new();
    }

    private sealed class Stop : TearDown<SystemUnderTest>
    {
        public override void Actual(SystemUnderTest system) => system.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
