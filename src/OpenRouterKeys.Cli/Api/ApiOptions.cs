using System.CommandLine;
using System.CommandLine.Parsing;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Api;

/// <summary>The options of every command that calls the API.</summary>
internal sealed class ApiOptions
{
    private readonly Option<string?> _simulator = new("--simulator")
    {
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Use an in-process simulator instead of OpenRouter; needs no account and no network. With =FILE, its keys are stored in FILE for later commands.",
    };

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

    public IEnumerable<Option> All => [_simulator, _baseAddress, _managementKeyFrom];

    public ApiTarget Read(ParseResult parsed) => new()
    {
        IsSimulated = parsed.GetResult(_simulator) is not null,
        StateFile = parsed.GetValue(_simulator),
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
