using System.Text;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>Runs the command in this process, with in-memory streams and its own environment.</summary>
internal sealed record CommandRunner
{
    public static CommandRunner Default => new();

    public string Input { get; init; } = "";

    public string? ManagementKey { get; init; }

    /// <summary>Other environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public bool IsInputInteractive { get; init; }

    public bool IsOutputInteractive { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>By default, a folder in which no policy file is found.</summary>
    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    public Func<string, Stream>? CreateSecretFile { get; init; }

    public TextWriter? Output { get; init; }

    public bool IsOutputClosed { get; init; }

    public Interruption? Interruption { get; init; }

    public CancellationToken CancellationToken { get; init; } = TestContext.Current.CancellationToken;

    public async Task<CommandResult> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Input));
        var terminal = new Terminal
        {
            Input = input,
            Output = Output ?? output,
            Error = error,
            Environment = name => name == "OPENROUTER_MANAGEMENT_KEY" ? ManagementKey : Variables.GetValueOrDefault(name),
            TimeProvider = TimeProvider,
            WorkingDirectory = WorkingDirectory,
            IsInputInteractive = IsInputInteractive,
            IsOutputInteractive = IsOutputInteractive,
            IsOutputClosed = IsOutputClosed,
        };
        terminal = CreateSecretFile is null ? terminal : terminal with { CreateSecretFile = CreateSecretFile };
        terminal = Interruption is null ? terminal : terminal with { Interruption = Interruption };
        var exitCode = await CommandLineApp.RunAsync(args, terminal, Interruption?.Stop ?? CancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
