using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>Gives a created key to the user. From here on the secret exists and comes once, so nothing is cancelled, and what cannot be
/// written to one place goes to another.</summary>
internal sealed class Handover(SecretOrder secret, ApiTarget target, Terminal terminal)
{
    public int Give(CreatedKey created, SecretFile? file)
    {
        var problem = file?.TryWrite(created.Key);
        if (problem is not null)
        {
            terminal.Tell($"The key was created, but its secret could not be written to {file!.Path}: {problem}. It stands on standard output instead: keep it now.");
        }

        var storedIn = problem is null ? file?.Path : null;
        var isShown = TryShow(created, secret.IsOnOutput || problem is not null, storedIn);
        return isShown && problem is null ? ExitCode.Done : ExitCode.NotWritten;
    }

    private bool TryShow(CreatedKey created, bool withSecret, string? storedIn)
    {
        try
        {
            Show(created, withSecret, storedIn);
            return true;
        }
        catch (Exception exception) // whatever a description stumbles over, the secret is still to come out
        {
            terminal.Tell($"The key was created, with the hash {created.Info.Hash}, but it could not be shown: {exception.Message}");
            var isOnOutput = withSecret && TryWriteAlone(created.Key);
            terminal.Tell(
                storedIn is not null ? $"Its secret is in {storedIn}."
                : isOnOutput ? "Its secret stands alone on standard output: keep it now."
                : "Delete the key: nobody knows its secret.");
            return false;
        }
    }

    private void Show(CreatedKey created, bool withSecret, string? storedIn)
    {
        if (secret.Json)
        {
            terminal.Output.WriteLine(KeyJson.Write(created, withSecret, target.Simulator));
        }
        else
        {
            KeyView.ShowNew("Created", created, withSecret, storedIn, target, terminal);
        }

        terminal.Output.Flush();
    }

    private bool TryWriteAlone(ApiKey key)
    {
        try
        {
            terminal.Output.WriteLine(key.Reveal());
            terminal.Output.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
