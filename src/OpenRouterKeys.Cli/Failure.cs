using System.Globalization;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli;

/// <summary>Tells what went wrong on standard error, and in the exit code what to do next.</summary>
internal static class Failure
{
    public static int Report(Exception exception, Terminal terminal)
    {
        var (exitCode, lines) = Describe(exception);
        foreach (var line in lines)
        {
            terminal.Tell(line);
        }

        return exitCode;
    }

    public static (int ExitCode, IReadOnlyList<string> Lines) Describe(Exception exception) => exception switch
    {
        UsageException usage => (ExitCode.Usage, usage.Lines),
        InvalidKeyRequestException invalid => (ExitCode.Usage, [.. invalid.Violations.Select(rule => rule.ToString())]),
        KeyRequestRejectedException => (ExitCode.Rejected, [exception.Message]),
        OpenRouterUnavailableException => (ExitCode.Unavailable, [exception.Message]),
        KeyOutcomeUnknownException unknown => (ExitCode.OutcomeUnknown, [unknown.Message, WhatToLookFor(unknown)]),
        KeyNotStoredException unstored => (ExitCode.NotWritten, [unstored.Message, WhatIsLeft(unstored)]),
        OldKeyNotRetiredException old => (ExitCode.OutcomeUnknown, [old.Message, $"Switch the old key off: openrouter-keys disable {old.OldKey.Hash}"]),
        OperationCanceledException => (ExitCode.Cancelled, ["Cancelled: nothing was sent that creates or changes a key."]),
        IOException or UnauthorizedAccessException => (ExitCode.Usage, [exception.Message]),
        // Nothing should come here. If it does, the one thing not to claim is that no key was created.
        _ => (ExitCode.OutcomeUnknown, [$"Unexpected {exception.GetType().Name}, which is a bug: {exception.Message}"]),
    };

    private static string WhatIsLeft(KeyNotStoredException unstored) =>
        $"{unstored.InnerException?.Message} {(unstored.IsDeleted ? "No key is left behind." : WhatToDelete(unstored.Key))}".TrimStart();

    private static string WhatToDelete(KeyInfo key) =>
        key.Hash.Length > 0 ? $"Delete it: openrouter-keys delete {key.Hash}" : $"Look for a key named \"{key.Name}\", and delete it.";

    private static string WhatToLookFor(KeyOutcomeUnknownException unknown) => unknown.Request is null
        ? $"Look what became of it: openrouter-keys show {unknown.Hash}"
        : WhatKeyToLookFor(unknown, unknown.Request);

    private static string WhatKeyToLookFor(KeyOutcomeUnknownException unknown, KeyRequest request) => string.Create(
        CultureInfo.InvariantCulture,
        $"Look for a key named \"{request.Name}\", created at {unknown.AttemptedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} or later{(unknown.Hash is { } hash ? $", with the hash {hash}" : "")}, and delete it: nobody knows its secret.");
}
