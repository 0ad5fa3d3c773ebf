using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Create;

/// <summary>Gives a created key to the user. From here on the secret exists and comes once, so nothing is cancelled, and what cannot be
/// written to one place goes to another.</summary>
internal sealed class Handover(CreateOrder order, Terminal terminal)
{
    public int Give(CreatedKey created, SecretFile? file)
    {
        var problem = file?.TryWrite(created.Key);
        if (problem is not null)
        {
            terminal.Tell($"The key was created, but its secret could not be written to {file!.Path}: {problem}. It stands on standard output instead: keep it now.");
        }

        if (order.Simulator)
        {
            terminal.Tell("The key is simulated: it was created in this process, and opens nothing.");
        }

        var storedIn = problem is null ? file?.Path : null;
        var isShown = TryShow(created, order.SecretOnOutput || problem is not null, storedIn);
        return isShown && problem is null ? ExitCode.Done : ExitCode.SecretNotStored;
    }

    private bool TryShow(CreatedKey created, bool withSecret, string? storedIn)
    {
        try
        {
            if (order.Json)
            {
                terminal.Output.WriteLine(KeyJson.Write(created, withSecret, order.Simulator));
            }
            else
            {
                KeyView.Show(created, withSecret, storedIn, order.Simulator, terminal);
            }

            terminal.Output.Flush();
            return true;
        }
        catch (IOException exception)
        {
            terminal.Tell($"The key was created, with the hash {created.Info.Hash}, but standard output failed: {exception.Message}");
            terminal.Tell(storedIn is null ? "Delete the key: nobody knows its secret." : $"Its secret is in {storedIn}.");
            return false;
        }
    }
}
