using System.Runtime.CompilerServices;
using OpenRouterKeys.Fluent;

// An application without exception handling. Arguments: the API's address, and "await" or "forget" for the call.
using var client = new OpenRouterKeysClient(ManagementKey.FromEnvironment(), new() { BaseAddress = new(args[0]), MaxAttempts = 1 });
if (args[1] == "await")
{
    await KeyRequest.Named("ci-bot").SendAsync(client);
}

var unobserved = new TaskCompletionSource();
TaskScheduler.UnobservedTaskException += (_, exception) =>
{
    Console.Error.WriteLine($"Unobserved: {exception.Exception}");
    unobserved.TrySetResult();
};
await ForgetCallAsync(client);
for (var collections = 0; collections < 100 && !unobserved.Task.IsCompleted; collections++)
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
}

// Completes when the call has failed and its task is unreachable, so that the garbage collector can report the exception.
[MethodImpl(MethodImplOptions.NoInlining)]
static Task ForgetCallAsync(OpenRouterKeysClient client)
{
    // Without asynchronous continuations, the rest of the program would run on a stack that still references the call's task.
    var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    client.CreateAsync(KeyRequest.Named("ci-bot")).GetAwaiter().OnCompleted(completed.SetResult);
    return completed.Task;
}
