using System.Text;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>A run of the command in this process: its streams are texts, its environment is its own.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    public string[] ErrorLines => Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public static Task<Run> Of(params string[] args) => new Setting().RunAsync(args);
}

/// <summary>What surrounds a run.</summary>
internal sealed record Setting
{
    public string Input { get; init; } = "";

    public string? ManagementKey { get; init; }

    public bool InputIsScreen { get; init; }

    public bool OutputIsScreen { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public Func<string, Stream>? CreateSecretFile { get; init; }

    public TextWriter? Output { get; init; }

    public CancellationToken Cancellation { get; init; } = TestContext.Current.CancellationToken;

    public async Task<Run> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Input));
        var terminal = new Terminal
        {
            Input = input,
            Output = Output ?? output,
            Error = error,
            Environment = name => name == "OPENROUTER_MANAGEMENT_KEY" ? ManagementKey : null,
            Clock = Clock,
            InputIsScreen = InputIsScreen,
            OutputIsScreen = OutputIsScreen,
        };
        terminal = CreateSecretFile is null ? terminal : terminal with { CreateSecretFile = CreateSecretFile };
        var exitCode = await CommandLineApp.RunAsync(args, terminal, Cancellation);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
