using System.Runtime.CompilerServices;
using OpenRouterKeys.Fluent;

/// <summary>A call whose failure nobody looks at.</summary>
internal static class Forgotten
{
    /// <summary>Ends when the call has failed and nothing holds its task any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Task CallAsync(OpenRouterKeysClient client)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously); // not on the stack that still holds the task
        client.CreateAsync(KeyRequest.Named("ci-bot")).GetAwaiter().OnCompleted(ended.SetResult);
        return ended.Task;
    }
}
