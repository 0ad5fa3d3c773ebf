using System.CommandLine;
using System.CommandLine.Parsing;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Api;

/// <summary>The options of every command that calls the API.</summary>
internal sealed class ApiOptions
{
    private const string Simulator = "--simulator";
    private const string StateFile = "--simulator-state";

    private readonly Option<bool> _simulator = Flag.Create(
        Simulator,
        "Use an in-process simulator instead of OpenRouter; needs no account and no network. --simulator=FILE stores its keys in FILE for later commands.");

    // The parser receives --simulator=FILE as this option: an option with an optional value would consume the next argument.
    private readonly Option<string?> _stateFile = new(StateFile) { Hidden = true };

    private readonly Option<Uri?> _baseAddress = new("--base-address")
    {
        HelpName = "URL",
        Description = "The API's base address: https, or http for loopback. Default: https://openrouter.ai/api/v1.",
        CustomParser = ParseAddress,
    };

    private readonly Option<string?> _managementKeyFrom = new(ManagementKeyFile.Option)
    {
        HelpName = "FILE|-",
        Description = $"Read the management key from a file that contains nothing else; - reads standard input. Default: the environment variable {ManagementKeyVariable.Name}.",
    };

    public IEnumerable<Option> All => [_simulator, _stateFile, _baseAddress, _managementKeyFrom];

    /// <summary>Replaces <c>--simulator=FILE</c> by the two options that the parser reads.</summary>
    public static IReadOnlyList<string> ExpandSimulator(IReadOnlyList<string> args)
    {
        const string WithFile = Simulator + "=";
        var options = args.TakeWhile(arg => arg != "--").ToArray();
        return options.Contains(WithFile)
            ? throw new UsageException($"{WithFile} has no file name. Add one, or use {Simulator} alone.")
            : [.. options.SelectMany(Expand), .. args.Skip(options.Length)];

        static string[] Expand(string option) =>
            option.StartsWith(WithFile, StringComparison.Ordinal) ? [Simulator, $"{StateFile}={option[WithFile.Length..]}"] : [option];
    }

    public ApiTarget Read(ParseResult parsed) => new()
    {
        IsSimulated = parsed.GetValue(_simulator),
        StateFile = parsed.GetValue(_stateFile),
        BaseAddress = parsed.GetValue(_baseAddress),
        ManagementKeyFile = parsed.GetValue(_managementKeyFrom),
    };

    private static Uri? ParseAddress(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address))
        {
            return address;
        }

        result.AddError("--base-address is not an absolute URL. Write it as https://openrouter.ai/api/v1.");
        return null;
    }
}

/// <summary>The API that calls are sent to.</summary>
internal sealed record ApiTarget
{
    public bool IsSimulated { get; init; }

    /// <summary>The file that stores the simulator's keys; null: they exist only until the process exits.</summary>
    public string? StateFile { get; init; }

    /// <summary>Null: OpenRouter's address.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>The address for messages.</summary>
    public Uri Address => BaseAddress ?? new OpenRouterKeysOptions().BaseAddress;

    /// <summary>The file that contains the management key; null: the environment variable contains it.</summary>
    public string? ManagementKeyFile { get; init; }

    /// <summary>Null: the options are consistent.</summary>
    public string? Error =>
        IsSimulated && BaseAddress is not null ? "--simulator and --base-address cannot be combined. Remove one of them."
        : IsSimulated && ManagementKeyFile is not null ? $"--simulator and {Api.ManagementKeyFile.Option} cannot be combined: a simulator needs no management key. Remove one of them."
        : null;

    /// <summary>Describes a simulated key.</summary>
    public string Description => $"It exists only in {StateFile ?? "this process"} and cannot be used with OpenRouter.";
}
