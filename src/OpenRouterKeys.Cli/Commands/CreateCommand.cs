using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>create</c>: creates one key and writes its secret.</summary>
internal sealed class CreateCommand : ApiCommand
{
    public const string Summary = $"Create an API key. The management key is read from the environment variable {ManagementKeyVariable.Name}.";

    private readonly Argument<string?> _name = new("NAME")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The key's name. Required unless --from-json contains one; overrides the name in --from-json.",
    };

    private readonly Option<decimal?> _limit = new("--limit")
    {
        HelpName = "USD",
        Description = "The spending limit in US dollars, such as 25 or 0.5. 0 allows no spending. Default: unlimited.",
        CustomParser = OptionParser.For<decimal>("--limit", Amount.TryParse),
    };

    private readonly Option<LimitReset?> _reset = new("--reset")
    {
        HelpName = ResetInterval.HelpName,
        Description = "How often the limit resets: at midnight UTC; weeks start on Monday. Default: never.",
        CustomParser = OptionParser.For<LimitReset>("--reset", ResetInterval.TryParse),
    };

    private readonly Option<bool?> _byok = new("--byok")
    {
        HelpName = "true|false",
        Description = "Count spending through your own provider keys (BYOK) towards the limit; --byok alone means true. Default: decided by OpenRouter.",
    };

    private readonly Option<Expiration?> _expires = new("--expires")
    {
        HelpName = "TIME",
        Description = "When the key expires: from now, such as 30d, 12h or 2w (weeks); or at a time, such as 2027-12-31T23:59:59Z, or with an offset; "
            + "a date alone means midnight UTC. Default: never.",
        CustomParser = OptionParser.For<Expiration>("--expires", Expiration.TryParse),
    };

    private readonly Option<Guid?> _workspace = new("--workspace")
    {
        HelpName = "ID",
        Description = "The workspace to create the key in. Default: the default workspace.",
        CustomParser = OptionParser.For<Guid>("--workspace", WorkspaceId.TryParse),
    };

    private readonly Option<string?> _creator = new("--creator") { HelpName = "ID", Description = "The ID of the user that the key is created for." };

    private readonly Option<string?> _fromJson = new("--from-json")
    {
        HelpName = "FILE|-",
        Description = "Read the request from a file in the API's JSON format; - reads standard input. NAME and the other options override it.",
    };

    private readonly Option<bool> _dryRun = Flag.Create(
        "--dry-run", "Validate the request and show the JSON that would be sent. Sends nothing, creates no file and needs no management key.");

    private readonly PolicyFile _policy = new("The policy that the request must comply with.");

    private readonly SecretOptions _secret = new();

    public CreateCommand(Terminal terminal)
        : base("create", Summary, terminal) =>
        AddParameters([_name], [_limit, _reset, _byok, _expires, _workspace, _creator, _fromJson, _policy.Option, _dryRun, .. _secret.All], hasJson: false);

    public override string ExitCodeHelp => """
        Exit codes:
          0    The key was created. With --dry-run: the request is valid.
          1    OpenRouter rejected the request or the management key, or the rate limit is exceeded. No key was created.
          2    The command line, the request or a file is invalid, or the request violates the policy. Nothing was sent.
          3    OpenRouter could not be reached. No key was created, and it is safe to try again.
          4    It is unknown whether a key was created. Look for it by name and creation time before you try again.
          5    The secret could not be written: the key was deleted, or the message states that it still exists. Or: the secret is stored, and
               only the key's properties could not be written. With --dry-run: the request could not be written.
          130  Canceled before anything was sent.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (target, destination, isDryRun) = (GetTarget(parsed), _secret.Read(parsed), parsed.GetValue(_dryRun));
        ThrowIfInconsistent(parsed, target, hasDestination: isDryRun || target.IsSimulated || !destination.IsMissing);
        var policy = await _policy.ReadAsync(parsed, Terminal, cancellationToken);
        var request = await ReadRequestAsync(parsed, policy, cancellationToken);
        if (isDryRun)
        {
            Terminal.WriteMessage("Dry run: nothing was sent. The request body would be:");
            return ResultOutput.Write(null, Terminal, () => Terminal.Output.WriteLine(RequestFormat.ToMaskedJson(request)));
        }

        destination.ThrowIfClosed(Terminal);
        await using var api = await ConnectAsync(parsed, policy, cancellationToken);
        await using var file = destination.File is { } path ? SecretFile.Create(path, Terminal) : null;
        if (target.IsSimulated && destination.Format != OutputFormat.Text)
        {
            Terminal.WriteMessage($"The key is simulated. {target.Description}");
        }

        var output = new SecretOutput(destination, file, target, Terminal);
        var created = await Terminal.Interruption.ChangeAsync(abort => api.Client.CreateAsync(request, output.StoreAsync, abort), cancellationToken);
        return output.WriteResult("created", created);
    }

    private void ThrowIfInconsistent(ParseResult parsed, ApiTarget target, bool hasDestination)
    {
        string?[] errors =
        [
            parsed.GetValue(_name) is null && parsed.GetValue(_fromJson) is null ? "NAME is missing. Give a name, or a request with --from-json." : null,
            target.Error,
            hasDestination ? null
                : "The API returns a new key's secret only once, and no destination is given. Add --secret-to FILE, --output secret, --json or --reveal, or try --simulator or --dry-run.",
        ];
        if (errors.OfType<string>().ToArray() is { Length: > 0 } found)
        {
            throw new UsageException(found);
        }
    }

    private async Task<KeyRequest> ReadRequestAsync(ParseResult parsed, FilePolicy? policy, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name);
        var file = parsed.GetValue(_fromJson) is { } path ? new RequestFile(path) : null;
        var request = file is null ? KeyRequest.Unnamed : await file.ReadAsync(Terminal, isTemplate: name is not null, cancellationToken);
        request = name is not null ? request.WithName(name) : request;
        request = parsed.GetValue(_limit) is { } usd ? request.Limit(usd) : request;
        request = parsed.GetValue(_reset) is { } interval ? request.Resets(interval) : request;
        request = parsed.GetValue(_byok) is { } isIncluded ? request.IncludesByok(isIncluded) : request;
        request = parsed.GetValue(_expires) is { } expiration ? request.ExpiresAt(expiration.ToTimestamp(Terminal.TimeProvider)) : request;
        request = parsed.GetValue(_workspace) is { } workspace ? request.InWorkspace(workspace) : request;
        request = parsed.GetValue(_creator) is { } creator ? request.CreatedBy(creator) : request;
        ValidationReport.ThrowIfInvalid(
            request.Validate(policy?.Policy, Terminal.TimeProvider), property => SourceOf(property, parsed, file) ?? property, policy, Terminal);
        return request;
    }

    /// <returns>The parameter that set the property, or the file; without a file, the parameter that can set it. Null: there is none.</returns>
    private string? SourceOf(string property, ParseResult parsed, RequestFile? file) => property switch
    {
        nameof(KeyRequest.Name) when file is null || parsed.GetValue(_name) is not null => "NAME",
        nameof(KeyRequest.LimitUsd) when file is null || parsed.GetValue(_limit) is not null => "--limit",
        nameof(KeyRequest.LimitReset) when file is null || parsed.GetValue(_reset) is not null => "--reset",
        nameof(KeyRequest.Expiration) when file is null || parsed.GetValue(_expires) is not null => "--expires",
        nameof(KeyRequest.WorkspaceId) when file is null || parsed.GetValue(_workspace) is not null => "--workspace",
        nameof(KeyRequest.CreatorUserId) when file is null || parsed.GetValue(_creator) is not null => "--creator",
        nameof(KeyRequest.ExternalUser) when file is null => "--from-json",
        _ => file?.PlaceOf(property),
    };
}
