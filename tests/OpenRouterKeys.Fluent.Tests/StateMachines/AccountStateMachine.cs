using System.Net;
using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

/// <summary>Generates random sequences of the calls about several keys, workspaces and bindings, with a random fault at a random request of each call. The
/// expected state depends on the outcomes that the client reports, so <see cref="AccountUnderTest"/> keeps it.</summary>
internal sealed class AccountStateMachine(int steps) : Machine<AccountUnderTest, int>(steps)
{
    private const int MaxKeys = 100;

    // The last request of each call that a fault can reach: a rotation reads the old key and its bindings, creates, binds, reads and retires.
    private const int LastOfKeyCall = 2;
    private const int LastOfBindingCall = 12;
    private const int FirstBinding = 10;
    private const int LastBinding = 18;
    private const int LastOfRotation = 26;
    private const int LastOfLongList = 25;

    private static readonly FaultCase[] Faults =
    [
        .. FaultCase.All,
        new("403", SimulatedFault.Reject(HttpStatusCode.Forbidden), Outcome.NotCreated),
        new("404", SimulatedFault.Reject(HttpStatusCode.NotFound), Outcome.NotCreated),
    ];

    public override Arbitrary<Setup<AccountUnderTest, int>> Setup => Gen.Fresh<Setup<AccountUnderTest, int>>(() => new Start()).ToArbitrary();

    public override TearDown<AccountUnderTest> TearDown => new Stop();

    public override Gen<Operation<AccountUnderTest, int>> Next(int model) => Gen.Frequency(
        (4, from workspace in Gen.Choose(0, 2)
            from plan in Plans(LastOfKeyCall)
            select Step($"create in workspace {workspace}", plan, account => account.CreateAsync(workspace, plan))),
        (1, from key in Gen.Choose(0, MaxKeys)
            from plan in Plans(LastOfKeyCall)
            select Step($"disable key {key}", plan, account => account.DisableAsync(key, plan))),
        (1, from key in Gen.Choose(0, MaxKeys)
            from plan in Plans(LastOfKeyCall)
            select Step($"delete key {key}", plan, account => account.DeleteAsync(key, plan))),
        (1, from workspace in Gen.Choose(0, 2)
            from includesDisabled in Gen.Elements(true, false)
            from plan in Plans(LastOfKeyCall)
            select Step($"list workspace {workspace}{(includesDisabled ? " with disabled keys" : "")}", plan, account => account.ListAsync(workspace, includesDisabled, plan))),
        (1, from interval in Gen.Choose(7, 20)
            from deletes in Gen.Elements(true, false)
            from plan in Plans(LastOfLongList)
            select Step($"list, and {(deletes ? "delete" : "disable")} every {interval}th key", plan, account => account.ListAndRemoveAsync(interval, deletes, plan))),
        (1, from plan in Plans(LastOfKeyCall) select Step("list workspaces", plan, account => account.ListWorkspacesAsync(plan))),
        (4, from key in Gen.Choose(0, MaxKeys)
            from guardrail in Gen.Choose(0, 2)
            from policies in Gen.Choose(0, 7)
            from plan in Plans(LastOfBindingCall)
            select Step($"bind guardrail {guardrail} and policies {policies} to key {key}", plan, account => account.BindAsync(key, guardrail, policies, plan))),
        (1, from key in Gen.Choose(0, MaxKeys)
            select Step($"add key {key} to other lists", FaultPlan.None, account => account.AddToListsAsync(key))),
        (1, from key in Gen.Choose(0, MaxKeys)
            from plan in Plans(LastOfBindingCall)
            select Step($"get bindings of key {key}", plan, account => account.GetBindingsAsync(key, plan))),
        (5, from key in Gen.Choose(0, MaxKeys)
            from deletes in Gen.Elements(true, false)
            from transfer in Gen.Frequency((4, Gen.Constant(BindingTransfer.WhereReadable)), (2, Gen.Constant(BindingTransfer.All)), (1, Gen.Constant(BindingTransfer.None)))
            from canStore in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
            from plan in Gen.OneOf(Plans(LastOfRotation), Plans(LastBinding, FirstBinding))
            select Step(
                $"rotate key {key}, {transfer}{(deletes ? ", delete the old one" : "")}{(canStore ? "" : ", fail to store")}",
                plan,
                account => account.RotateAsync(key, deletes, transfer, canStore, plan))));

    private static Gen<FaultPlan> Plans(int lastRequest, int firstRequest = 0) => Gen.Frequency(
        (1, Gen.Constant(FaultPlan.None)),
        (3, from skipped in Gen.Choose(firstRequest, lastRequest)
            from fault in Gen.Elements(Faults)
            from repetitions in Gen.Choose(1, ExpectedState.MaxAttempts + 1)
            select new FaultPlan(skipped, fault, repetitions)));

    private static Operation<AccountUnderTest, int> Step(string name, FaultPlan plan, Func<AccountUnderTest, Task> runAsync) => new AccountStep($"{name} ({plan})", runAsync);

    private sealed class Start : Setup<AccountUnderTest, int>
    {
        public override AccountUnderTest Actual() => AccountUnderTest.StartAsync().GetAwaiter().GetResult();

        public override int Model() => 0;
    }

    private sealed class Stop : TearDown<AccountUnderTest>
    {
        public override void Actual(AccountUnderTest account) => account.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private sealed class AccountStep(string name, Func<AccountUnderTest, Task> runAsync) : Operation<AccountUnderTest, int>
    {
        public override int Run(int model) => model + 1;

        public override Property Check(AccountUnderTest account, int model)
        {
            var violation = Record.Exception(() =>
            {
                runAsync(account).GetAwaiter().GetResult();
                account.AssertKeysAreAsExpected();
            });
            return (violation is null).Label($"{this}: {violation}");
        }

        public override string ToString() => name;
    }
}

/// <summary>The faults of one step: that of the first requests that are not skipped.</summary>
internal sealed record FaultPlan(int Skipped, FaultCase? Fault, int Repetitions)
{
    public static readonly FaultPlan None = new(0, null, 0);

    /// <summary>Whether the response means that the account does not have a kind of binding.</summary>
    public bool MeansNotAvailable => Fault?.Name is "400" or "404";

    /// <summary>Whether the response means that a key was deleted or does not exist, although it exists.</summary>
    public bool IsFalse => Fault?.Name is "404" or "201 without a key";

    public override string ToString() => Fault is null ? "no fault" : $"{Fault}, {Repetitions} times after {Skipped} requests";
}
