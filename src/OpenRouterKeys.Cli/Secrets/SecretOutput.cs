using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>Writes a new key and its secret. The secret is stored first, because the API returns it only once; if that fails, the library deletes
/// the key.</summary>
internal sealed class SecretOutput(SecretDestination destination, SecretFile? file, ApiTarget target, Terminal terminal)
{
    private bool _isWritten;

    /// <summary>Writes the secret to its destination.</summary>
    /// <exception cref="IOException">The secret is nowhere, or only partly on standard output.</exception>
    public Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            file.Write(created.Key);
        }
        else
        {
            Write(created, secretPath: null);
            _isWritten = true;
        }

        return Task.CompletedTask;
    }

    /// <summary>Writes the key's properties, unless <see cref="StoreAsync"/> wrote them together with the secret.</summary>
    /// <param name="action">What was done, as in <c>created</c>.</param>
    /// <param name="created">The new key.</param>
    /// <returns>The exit code.</returns>
    public int WriteResult(string action, CreatedKey created)
    {
        try
        {
            if (!_isWritten)
            {
                Write(created, file!.Path);
            }
        }
        catch (Exception exception) // any failure to write, because the key was created and stored
        {
            terminal.WriteMessage($"The key \"{created.Info.Name}\" was {action}, and its secret is in {file!.Path}, but the result could not be written: {exception.Message}");
            return ExitCode.NotWritten;
        }

        if (destination.Format is OutputFormat.Secret or OutputFormat.Env)
        {
            terminal.WriteMessage($"The key \"{created.Info.Name}\" with the hash {created.Info.Hash} was {action}.");
        }

        return ExitCode.Success;
    }

    private void Write(CreatedKey created, string? secretPath)
    {
        var includeSecret = destination.IsStandardOutput;
        switch (destination.Format)
        {
            case OutputFormat.Json:
                terminal.Output.WriteLine(KeyJson.Write(created, includeSecret, target.IsSimulated));
                break;
            case OutputFormat.Secret:
                terminal.Output.WriteLine(created.Key.Reveal());
                break;
            case OutputFormat.Env:
                terminal.Output.WriteLine($"{destination.EnvName}={QuoteForShell(created.Key.Reveal())}");
                break;
            default:
                KeyView.WriteCreated(created, includeSecret, secretPath, target, terminal);
                break;
        }

        terminal.Output.Flush();
    }

    // OpenRouter's keys need no quotes. Other text might be executed when a shell evaluates the output.
    private static string QuoteForShell(string secret) =>
        secret.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') ? secret
            : $"'{secret.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
