namespace OpenRouterKeys.Cli.Output;

/// <summary>Writes what a call has brought. The call is done, so what goes wrong with writing is told apart from it.</summary>
internal static class Answer
{
    /// <param name="done">What was done, as in <c>Changed</c>; null: nothing was changed.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="write">Writes it.</param>
    public static int Write(string? done, Terminal terminal, Action write)
    {
        try
        {
            write();
            terminal.Output.Flush();
            return ExitCode.Done;
        }
        catch (Exception exception) // whatever a description stumbles over, what was done is done
        {
            terminal.Tell($"{(done is null ? "Nothing was changed" : $"{done} the key")}, but the answer could not be written: {exception.Message}");
            return ExitCode.NotWritten;
        }
    }
}
