using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli;

/// <summary>The command's streams and environment, which tests replace.</summary>
internal sealed record Terminal
{
    private bool _isInputUsed;

    public required Stream Input { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether standard output is known to be closed, before anything is written.</summary>
    public bool IsOutputClosed { get; init; }

    /// <summary>Whether standard output is a terminal; only then is text emphasized, and control characters are escaped in CSV too.</summary>
    public bool IsOutputInteractive { get; init; }

    /// <summary>Whether the command can prompt: standard input and standard error are terminals, and the input was not read as a file.</summary>
    public bool IsInputInteractive { get => field && !_isInputUsed; init; }

    /// <summary>The management key that was read from a file; null: none was.</summary>
    public ManagementKey? ManagementKeyFromFile { get; set; }

    /// <summary>Returns the value of an environment variable; null if it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public Interruption Interruption { get; init; } = new();

    /// <summary>The folder in which the search for a policy file starts.</summary>
    public string WorkingDirectory { get; init; } = ".";

    /// <summary>Creates the file for a secret, which must not exist.</summary>
    public Func<string, Stream> CreateSecretFile { get; init; } = SecretFile.CreateNew;

    public static Terminal ForProcess(Interruption interruption) => new()
    {
        Input = StandardStreams.OpenInput(),
        Output = StandardStreams.OpenOutput(),
        Error = StandardStreams.OpenError(),
        IsOutputClosed = StandardStreams.IsOutputClosed,
        IsOutputInteractive = !Console.IsOutputRedirected,
        IsInputInteractive = !(Console.IsInputRedirected || Console.IsErrorRedirected),
        Environment = System.Environment.GetEnvironmentVariable,
        Interruption = interruption,
    };

    /// <summary>Writes one line to standard error, with secrets removed.</summary>
    public void WriteMessage(string text)
    {
        try
        {
            Error.WriteLine(ToSafeLine(text));
        }
        catch (IOException)
        {
            // A secret that is still to be written is more important than the message.
        }
    }

    /// <summary>Returns the text on one line, without keys and control characters.</summary>
    public string ToSafeLine(string text) => SafeText.ToLine(SafeText.ToLine(text, Environment(ManagementKeyVariable.Name)), ManagementKeyFromFile?.Reveal());

    /// <summary>Marks standard input as read.</summary>
    /// <returns>False: it was read before, so nothing is left of it.</returns>
    public bool TryUseInput() => !Interlocked.Exchange(ref _isInputUsed, true);

    /// <summary>Prompts on standard error. Every answer except "y" and "yes" means no.</summary>
    public async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        await Error.WriteAsync(ToSafeLine(question) + " [y/N] ");
        await Error.FlushAsync(cancellationToken);
        using var reader = new StreamReader(Input, leaveOpen: true);
        // Reading from a terminal blocks until the next line and ignores the token.
        var answer = await reader.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
