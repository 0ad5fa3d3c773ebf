namespace OpenRouterKeys.Cli.Output;

/// <summary>Writes the result of a call to standard output. The call has already succeeded, so a failure to write has its own exit code.</summary>
internal static class ResultOutput
{
    /// <param name="action">What the call did, as in <c>Updated</c>; null: it changed nothing.</param>
    /// <param name="terminal">The terminal to write to.</param>
    /// <param name="write">Writes the result.</param>
    /// <returns>The exit code.</returns>
    public static int Write(string? action, Terminal terminal, Action write)
    {
        try
        {
            write();
            terminal.Output.Flush();
            return ExitCode.Success;
        }
        catch (Exception exception) // any failure to write, because the call itself has succeeded
        {
            terminal.WriteMessage($"{(action is null ? "Nothing was changed" : $"{action} the key")}, but the result could not be written: {exception.Message.TrimEnd('.')}.");
            return ExitCode.NotWritten;
        }
    }
}
