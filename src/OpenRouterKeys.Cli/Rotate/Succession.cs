using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Rotate;

/// <summary>Keeps a new key's secret where it was asked for, or throws, so that the new key is taken back and the old one stays.</summary>
internal sealed class Succession(SecretOrder secret, ApiTarget target, SecretFile? file, Terminal terminal)
{
    // The secret exists, and comes once: nothing is cancelled here.
    public Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            Show(created);
        }
        else if (file.TryWrite(created.Key) is { } problem)
        {
            throw new IOException($"{file.Path} could not be written: {problem}.");
        }

        return Task.CompletedTask;
    }

    /// <summary>Shows the key, where that was not already the way to keep it.</summary>
    public int Finish(CreatedKey created)
    {
        if (file is null)
        {
            return ExitCode.Done;
        }

        try
        {
            Show(created);
            return ExitCode.Done;
        }
        catch (Exception exception) // whatever a description stumbles over, the keys are rotated
        {
            terminal.Tell($"The key was rotated, but the new one could not be shown: {exception.Message} Its secret is in {file.Path}.");
            return ExitCode.NotWritten;
        }
    }

    private void Show(CreatedKey created)
    {
        if (secret.Json)
        {
            terminal.Output.WriteLine(KeyJson.Write(created, secret.IsOnOutput, target.Simulator));
        }
        else
        {
            KeyView.ShowNew("Created", created, secret.IsOnOutput, file?.Path, target, terminal);
        }

        terminal.Output.Flush();
    }
}
