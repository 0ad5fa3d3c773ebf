using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

/// <summary>A step of a random sequence: an action on the system, and the state that is expected afterwards.</summary>
internal sealed class Step(
    string name, Func<ExpectedState, ExpectedState> run, Func<SystemUnderTest, ExpectedState, Task> actAsync, bool needsNoFaults = false)
    : Operation<SystemUnderTest, ExpectedState>
{
    private static readonly SimulatedFault NoResponse = SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan);

    public static readonly Step Create = new("create", model => model.Create(), (system, model) => system.CreateAsync(model.LastName));

    public static readonly Step CreateCanceled = new(
        "create with a canceled token",
        model => model.Add(Outcome.NotCreated, isCreated: false),
        (system, model) => system.CreateAsync(model.LastName, new CancellationToken(canceled: true)));

    public static readonly Step CreateAndCancel = new(
        "create, and cancel after the key was created",
        model => model.Add(Outcome.Unknown, isCreated: true),
        async (system, model) =>
        {
            using var cancellation = new CancellationTokenSource();
            await CreateAndActAsync(system, model, cancellation.CancelAsync, cancellation.Token);
        },
        needsNoFaults: true);

    public static readonly Step CreateAndRestart = new(
        "create, and restart the server after the key was created",
        model => model.Add(Outcome.Unknown, isCreated: true),
        (system, model) => CreateAndActAsync(system, model, system.RestartAsync),
        needsNoFaults: true);

    public static readonly Step CreateWhileStopped = new(
        "create while the server is stopped, and restart it",
        model => model.Add(Outcome.UnknownOrNotCreated, isCreated: false).Restart(),
        async (system, model) =>
        {
            await system.Simulator.DisposeAsync();
            await system.CreateAsync(model.LastName);
            await system.RestartAsync();
        });

    public static readonly Step Restart = new("restart the server", model => model.Restart(), (system, _) => system.RestartAsync());

    public static Step EnqueueFault(FaultCase fault) => new($"enqueue {fault}", model => model.EnqueueFault(fault), (system, _) =>
    {
        system.Simulator.EnqueueFault(fault.Simulated);
        return Task.CompletedTask;
    });

    public override bool Pre(ExpectedState model) => !(needsNoFaults && model.HasFaults);

    public override ExpectedState Run(ExpectedState model) => run(model);

    public override Property Check(SystemUnderTest system, ExpectedState model)
    {
        actAsync(system, model).GetAwaiter().GetResult();
        var violation = system.FindViolation();
        return (violation is null).Label($"{this}: {violation}").And(system.IsAsExpected(model).Label($"{this}: expected {model}"));
    }

    public override string ToString() => name;

    private static async Task CreateAndActAsync(
        SystemUnderTest system, ExpectedState model, Func<Task> actAsync, CancellationToken cancellationToken = default)
    {
        var simulator = system.Simulator;
        simulator.EnqueueFault(NoResponse);
        var creation = system.CreateAsync(model.LastName, cancellationToken);
        SpinWait.SpinUntil(() => creation.IsCompleted || simulator.Keys.Any(key => key.Name == model.LastName));
        await actAsync();
        await creation;
    }
}
