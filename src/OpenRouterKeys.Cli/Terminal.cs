using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;

namespace OpenRouterKeys.Cli;

/// <summary>Everything outside the command that it reads, writes or asks, so that a test can stand in for a process.</summary>
internal sealed record Terminal
{
    public required Stream Input { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether a person looks at the output: only then it has colors, and only then its lines are wrapped.</summary>
    public bool OutputIsScreen { get; init; }

    /// <summary>Whether a person can be asked: standard input is a terminal, and standard error, where the question stands, is one too.</summary>
    public bool InputIsScreen { get; init; }

    /// <summary>The text of an environment variable; null where it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Makes the file for a secret, which must not exist yet.</summary>
    public Func<string, Stream> CreateSecretFile { get; init; } = SecretFile.CreateExclusively;

    public static Terminal OfProcess(Stream input) => new()
    {
        Input = input,
        Output = StandardOutput.Open(),
        Error = Console.Error,
        OutputIsScreen = !Console.IsOutputRedirected,
        InputIsScreen = !(Console.IsInputRedirected || Console.IsErrorRedirected),
        Environment = System.Environment.GetEnvironmentVariable,
    };

    /// <summary>Says something beside the result, on standard error: one line, and never a secret.</summary>
    public void Tell(string text)
    {
        try
        {
            Error.WriteLine(SafeLine.Of(text, Environment(ManagementKeyVariable.Name)));
        }
        catch (IOException)
        {
            // Nowhere to say it; a secret that is still to be written must not be lost with the message.
        }
    }

    /// <summary>Asks for a yes on standard error, so that the output stays the result's. Anything else is a no.</summary>
    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        await Error.WriteAsync(SafeLine.Of(question, Environment(ManagementKeyVariable.Name)) + " [y/N] ");
        await Error.FlushAsync(cancellationToken);
        using var answers = new StreamReader(Input, leaveOpen: true);
        // A read of a terminal ends with a line of input and not with a token.
        var answer = await answers.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
