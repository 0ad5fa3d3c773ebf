using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;

namespace OpenRouterKeys.Fluent.Tests.Machine;

/// <summary>Random sequences of creations, faults, cancellations and restarts.</summary>
internal sealed class CreationMachine(int steps) : Machine<CreationSystem, CreationModel>(steps)
{
    public override Arbitrary<Setup<CreationSystem, CreationModel>> Setup =>
        Gen.Fresh<Setup<CreationSystem, CreationModel>>(() => new Start()).ToArbitrary();

    public override TearDown<CreationSystem> TearDown => new Stop();

    public override Gen<Operation<CreationSystem, CreationModel>> Next(CreationModel model) => Gen.Frequency(
        (6, Gen.Constant<Operation<CreationSystem, CreationModel>>(Step.Create)),
        (4, Gen.Elements<Fault>(Fault.All).Select(fault => (Operation<CreationSystem, CreationModel>)Step.Plan(fault))),
        (2, Gen.Elements<Operation<CreationSystem, CreationModel>>(
            Step.CreateCancelled, Step.CreateAndCancel, Step.CreateAndRestart, Step.CreateWhileDown, Step.Restart)));

    private sealed class Start : Setup<CreationSystem, CreationModel>
    {
        public override CreationSystem Actual() => CreationSystem.StartAsync().GetAwaiter().GetResult();

        public override CreationModel Model() => new();
    }

    private sealed class Stop : TearDown<CreationSystem>
    {
        public override void Actual(CreationSystem system) => system.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
