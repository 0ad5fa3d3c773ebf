using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>Writes a new key and its secret. Nothing is canceled here: the API returns the secret only once.</summary>
internal sealed class SecretOutput(SecretDestination destination, SecretFile? file, ApiTarget target, Terminal terminal)
{
    /// <summary>Writes the key. If one destination fails, the secret is written to another.</summary>
    /// <returns>The exit code.</returns>
    public int WriteCreated(CreatedKey created)
    {
        var error = file?.TryWrite(created.Key);
        if (error is not null)
        {
            terminal.WriteMessage($"The key was created, but its secret could not be written to {file!.Path}: {error}. It is written to standard output instead. Store it now.");
        }

        var secretPath = error is null ? file?.Path : null;
        var isWritten = TryWrite(created, destination.IsStandardOutput || error is not null, secretPath);
        return isWritten && error is null ? ExitCode.Success : ExitCode.NotWritten;
    }

    /// <summary>Writes the secret of a rotated key to its destination, or throws, so that the rotation deletes the new key.</summary>
    public Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            Write(created, destination.IsStandardOutput, secretPath: null);
        }
        else if (file.TryWrite(created.Key) is { } error)
        {
            throw new IOException($"{file.Path} could not be written: {error}.");
        }

        return Task.CompletedTask;
    }

    /// <summary>Writes a rotated key, unless <see cref="StoreAsync"/> did so.</summary>
    /// <returns>The exit code.</returns>
    public int WriteRotated(CreatedKey created)
    {
        if (file is null)
        {
            return ExitCode.Success;
        }

        try
        {
            Write(created, destination.IsStandardOutput, file.Path);
            return ExitCode.Success;
        }
        catch (Exception exception) // any failure to write, because the rotation itself has succeeded
        {
            terminal.WriteMessage($"The key was rotated, but the new key could not be displayed: {exception.Message.TrimEnd('.')}. Its secret is in {file.Path}.");
            return ExitCode.NotWritten;
        }
    }

    private bool TryWrite(CreatedKey created, bool includeSecret, string? secretPath)
    {
        try
        {
            Write(created, includeSecret, secretPath);
            return true;
        }
        catch (Exception exception) // any failure, because the secret must still be written
        {
            terminal.WriteMessage($"The key was created, with the hash {created.Info.Hash}, but it could not be displayed: {exception.Message.TrimEnd('.')}.");
            var isOnOutput = includeSecret && TryWriteSecret(created.Key);
            terminal.WriteMessage(
                secretPath is not null ? $"Its secret is in {secretPath}."
                : isOnOutput ? "Its secret is on standard output, on a line of its own. Store it now."
                : "Its secret is lost. Delete the key.");
            return false;
        }
    }

    private void Write(CreatedKey created, bool includeSecret, string? secretPath)
    {
        if (destination.IsJson)
        {
            terminal.Output.WriteLine(KeyJson.Write(created, includeSecret, target.IsSimulated));
        }
        else
        {
            KeyView.WriteCreated(created, includeSecret, secretPath, target, terminal);
        }

        terminal.Output.Flush();
    }

    private bool TryWriteSecret(ApiKey secret)
    {
        try
        {
            terminal.Output.WriteLine(secret.Reveal());
            terminal.Output.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
