using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Machine;

/// <summary>A step of a random sequence: what it does to the system, and what is expected of it.</summary>
internal sealed class Step(
    string name, Func<CreationModel, CreationModel> run, Func<CreationSystem, CreationModel, Task> doAsync, bool needsNoFaults = false)
    : Operation<CreationSystem, CreationModel>
{
    private static readonly SimulatedFault NoAnswerYet = SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan);

    public static readonly Step Create = new("create", model => model.Create(), (system, model) => system.CreateAsync(model.LastName));

    public static readonly Step CreateCancelled = new(
        "create with a token that was cancelled before",
        model => model.Say(Expected.Denied, isMade: false),
        (system, model) => system.CreateAsync(model.LastName, new CancellationToken(canceled: true)));

    public static readonly Step CreateAndCancel = new(
        "create and cancel when the key is made",
        model => model.Say(Expected.Unknown, isMade: true),
        async (system, model) =>
        {
            using var cancellation = new CancellationTokenSource();
            await CreateAndAsync(system, model, cancellation.CancelAsync, cancellation.Token);
        },
        needsNoFaults: true);

    public static readonly Step CreateAndRestart = new(
        "create and restart when the key is made",
        model => model.Say(Expected.Unknown, isMade: true),
        (system, model) => CreateAndAsync(system, model, system.RestartAsync),
        needsNoFaults: true);

    public static readonly Step CreateWhileDown = new(
        "create while the server is down, and restart",
        model => model.Say(Expected.UnknownOrDenied, isMade: false).Restart(),
        async (system, model) =>
        {
            await system.Simulator.DisposeAsync();
            await system.CreateAsync(model.LastName);
            await system.RestartAsync();
        });

    public static readonly Step Restart = new("restart", model => model.Restart(), (system, _) => system.RestartAsync());

    public static Step Plan(Fault fault) => new($"plan {fault}", model => model.Plan(fault), (system, _) =>
    {
        system.Simulator.EnqueueFault(fault.Simulated);
        return Task.CompletedTask;
    });

    public override bool Pre(CreationModel model) => !(needsNoFaults && model.HasFaults);

    public override CreationModel Run(CreationModel model) => run(model);

    public override Property Check(CreationSystem system, CreationModel model)
    {
        doAsync(system, model).GetAwaiter().GetResult();
        var broken = system.BrokenPromise();
        return (broken is null).Label($"{this}: {broken}").And(system.IsAsExpected(model).Label($"{this}: expected {model}"));
    }

    public override string ToString() => name;

    private static async Task CreateAndAsync(
        CreationSystem system, CreationModel model, Func<Task> act, CancellationToken cancellationToken = default)
    {
        var simulator = system.Simulator;
        simulator.EnqueueFault(NoAnswerYet);
        var creation = system.CreateAsync(model.LastName, cancellationToken);
        SpinWait.SpinUntil(() => creation.IsCompleted || simulator.Keys.Any(key => key.Name == model.LastName));
        await act();
        await creation;
    }
}
