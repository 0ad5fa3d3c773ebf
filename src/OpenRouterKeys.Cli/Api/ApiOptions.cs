using System.CommandLine;
using OpenRouterKeys.Cli.Values;

namespace OpenRouterKeys.Cli.Api;

/// <summary>The options of every command that calls the API.</summary>
internal sealed class ApiOptions
{
    private const string Simulator = "--simulator";
    private const string StateFile = "--simulator-state";

    private readonly Option<bool> _simulator = Flag.Of(
        Simulator,
        "Try it without account and network, against a simulator in this process. --simulator=FILE keeps its keys in FILE for the next command.");

    // As the parser gets --simulator=FILE: an option that may have a value would take the next word for it.
    private readonly Option<string?> _stateFile = new(StateFile) { Hidden = true };

    private readonly Option<Uri?> _baseAddress = new("--base-address")
    {
        HelpName = "URL",
        Description = "Where the API is: https, or http on this machine. Absent: https://openrouter.ai/api/v1.",
        CustomParser = Address.Read,
    };

    public IEnumerable<Option> All => [_simulator, _stateFile, _baseAddress];

    /// <summary>The arguments as the parser gets them.</summary>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> args)
    {
        const string WithFile = Simulator + "=";
        var options = args.TakeWhile(arg => arg != "--").ToArray();
        return options.Contains(WithFile)
            ? throw new UsageException($"{WithFile} names no file.")
            : [.. options.SelectMany(Split), .. args.Skip(options.Length)];

        static string[] Split(string option) =>
            option.StartsWith(WithFile, StringComparison.Ordinal) ? [Simulator, $"{StateFile}={option[WithFile.Length..]}"] : [option];
    }

    public ApiTarget Read(ParseResult parsed) => new()
    {
        Simulator = parsed.GetValue(_simulator),
        StateFile = parsed.GetValue(_stateFile),
        BaseAddress = parsed.GetValue(_baseAddress),
    };
}
