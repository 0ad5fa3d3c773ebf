using System.Globalization;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli;

/// <summary>Reports an exception on standard error, with the next step for the user, and returns the exit code.</summary>
internal static class ErrorReport
{
    public static int Write(Exception exception, Terminal terminal)
    {
        var (exitCode, lines) = Describe(exception);
        foreach (var line in lines)
        {
            terminal.WriteMessage(line);
        }

        return exitCode;
    }

    public static (int ExitCode, IReadOnlyList<string> Lines) Describe(Exception exception) => exception switch
    {
        UsageException usage => (ExitCode.UsageError, usage.Lines),
        InvalidKeyRequestException invalid => (ExitCode.UsageError, [.. invalid.Violations.Select(violation => violation.ToString())]),
        KeyRequestRejectedException => (ExitCode.Rejected, [exception.Message]),
        OpenRouterUnavailableException => (ExitCode.Unavailable, [exception.Message]),
        KeyOutcomeUnknownException unknown => (ExitCode.OutcomeUnknown, [unknown.Message, HowToCheck(unknown)]),
        KeyNotStoredException notStored => (ExitCode.NotWritten, [notStored.Message, Remainder(notStored)]),
        KeyNotBoundException { NewKey: { } newKey, IsDeleted: false } notBound => (ExitCode.OutcomeUnknown, [notBound.Message, HowToDelete(newKey)]),
        KeyNotBoundException notBound => (ExitCode.Rejected, [notBound.Message]),
        OldKeyNotRetiredException notRetired => (
            ExitCode.OutcomeUnknown, [notRetired.Message, .. notRetired.NotTransferred, $"Disable the old key: openrouter-keys disable {notRetired.OldKey.Hash}"]),
        OperationCanceledException => (ExitCode.Canceled, ["Canceled. No request that creates or changes a key was sent."]),
        StandardStreamException => (ExitCode.NotWritten, [exception.Message]),
        // The outcome is unknown here too: a key may have been created before the exception.
        _ => (ExitCode.OutcomeUnknown, [$"Unexpected {exception.GetType().Name}: {exception.Message} This is a bug. Check the keys before you try again."]),
    };

    private static string Remainder(KeyNotStoredException exception) =>
        $"{exception.InnerException?.Message.TrimEnd('.')}. {(exception.IsDeleted ? "No key remains." : HowToDelete(exception.Key))}".TrimStart('.', ' ');

    private static string HowToDelete(KeyInfo key) =>
        key.Hash.Length > 0 ? $"Delete it: openrouter-keys delete {key.Hash}" : $"Find the key named \"{key.Name}\" and delete it.";

    private static string HowToCheck(KeyOutcomeUnknownException exception) => exception.Request is { } request
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Look for a key named \"{request.Name}\", created at {exception.AttemptedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} or later{(exception.Hash is { } hash ? $", with the hash {hash}" : "")}, and delete it. Its secret is lost.")
        : $"Check the key: openrouter-keys show {exception.Hash}";
}

/// <summary>The command cannot be executed as written; nothing was created or changed.</summary>
internal sealed class UsageException(params IReadOnlyList<string> lines) : Exception(string.Join(Environment.NewLine, lines))
{
    /// <summary>The errors, one on each line.</summary>
    public IReadOnlyList<string> Lines { get; } = lines;
}
