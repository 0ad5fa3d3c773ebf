using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Create;

/// <summary>The arguments and options of <c>create</c>, in the order of its help.</summary>
internal sealed class CreateOptions
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The key's name. Required, unless --from-json gives one; beside --from-json it renames.",
    };

    private readonly Option<decimal?> _limit = new("--limit")
    {
        HelpName = "USD",
        Description = "How much the key may spend, in US dollars, as 25 or 0.5. 0: nothing ever. Absent: unlimited.",
        CustomParser = OptionText.Of<decimal>("--limit", Amount.TryRead),
    };

    private readonly Option<LimitReset?> _reset = new("--reset")
    {
        HelpName = "daily|weekly|monthly",
        Description = "Refill the limit at midnight UTC, weeks on Monday. Absent: it never refills.",
        CustomParser = OptionText.Of<LimitReset>("--reset", Interval.TryRead),
        CompletionSources = { Interval.Words },
    };

    private readonly Option<bool?> _byok = new("--byok")
    {
        HelpName = "true|false",
        Description = "Count spending through your own provider keys (BYOK) towards the limit; alone it means true. Absent: OpenRouter decides.",
    };

    private readonly Option<DateTimeOffset?> _expires = new("--expires")
    {
        HelpName = "INSTANT",
        Description = "When the key stops working: 2027-12-31T23:59:59Z, or with an offset; a date alone is its midnight UTC.",
        CustomParser = OptionText.Of<DateTimeOffset>("--expires", Instant.TryRead),
    };

    private readonly Option<Guid?> _workspace = new("--workspace")
    {
        HelpName = "ID",
        Description = "The workspace to create the key in. Absent: the default workspace.",
        CustomParser = OptionText.Of<Guid>("--workspace", Workspace.TryRead),
    };

    private readonly Option<string?> _creator = new("--creator") { HelpName = "ID", Description = "The id of the user that the key is created for." };

    private readonly Option<string?> _fromJson = new("--from-json")
    {
        HelpName = "FILE|-",
        Description = "Begin with a request in the API's JSON form; - is standard input. What else is given overrides it, and NAME may be the name that it lacks.",
    };

    private readonly Option<bool> _dryRun = Flag.Of("--dry-run", "Check the request and show the JSON that would be sent. Sends nothing, makes no file, needs no management key.");
    private readonly SecretOptions _secret = SecretOptions.OfOne();
    private readonly ApiOptions _api = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_name);
        Option[] options =
        [
            _limit, _reset, _byok, _expires, _workspace, _creator, _fromJson, _dryRun, .. _secret.All, .. _api.All,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    public CreateOrder Read(ParseResult parsed) => new()
    {
        Name = parsed.GetValue(_name),
        LimitUsd = parsed.GetValue(_limit),
        Reset = parsed.GetValue(_reset),
        Byok = parsed.GetValue(_byok),
        Expiry = parsed.GetValue(_expires),
        Workspace = parsed.GetValue(_workspace),
        Creator = parsed.GetValue(_creator),
        FromJson = parsed.GetValue(_fromJson),
        DryRun = parsed.GetValue(_dryRun),
        Secret = _secret.Read(parsed),
        Api = _api.Read(parsed),
    };
}
