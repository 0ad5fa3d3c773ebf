using OpenRouterKeys.Fluent;

// An application that catches nothing. Arguments: the API's address, and whether to await the call or to forget it.
using var client = new OpenRouterKeysClient(ManagementKey.FromEnvironment(), new() { BaseAddress = new(args[0]), MaxAttempts = 1 });
if (args[1] == "await")
{
    await KeyRequest.Named("ci-bot").SendAsync(client);
}

var told = new TaskCompletionSource();
TaskScheduler.UnobservedTaskException += (_, unobserved) =>
{
    Console.Error.WriteLine($"Unobserved: {unobserved.Exception}");
    told.TrySetResult();
};
await Forgotten.CallAsync(client);
for (var collections = 0; collections < 100 && !told.Task.IsCompleted; collections++)
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
}
