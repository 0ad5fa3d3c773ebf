using System.CommandLine;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>The options for a file of requests: how to read it, and the settings of the rows that do not contain them.</summary>
internal sealed class RowOptions
{
    public const string Limit = "--limit";
    public const string Reset = "--reset";
    public const string Expires = "--expires";
    public const string Workspace = "--workspace";
    public const string Creator = "--creator";

    /// <summary>The formats, for the description of FILE.</summary>
    public const string Formats = "JSON (an array, an object with one array as written by list --json, JSON lines, or one request in the API's format) or CSV "
        + "with a header (delimited by comma, semicolon or tab; columns name, limit, limit_reset, include_byok_in_limit, expires_at, creator_user_id, "
        + "workspace_id and disabled); - reads standard input. "
        + "null in JSON, and none (limit) or never (limit_reset) in CSV, remove the setting from an existing key; an absent one is unchanged.";

    private readonly Option<bool> _csv = Flag.Create("--csv", "Read FILE as CSV. Default: only if its name ends in .csv or .tsv.");

    private readonly Option<string?> _nameColumn = new("--name-column")
    {
        HelpName = "COLUMN",
        Description = "The column (or JSON property) with the keys' names, such as \"Student ID\". Other columns that are not known are then ignored. Default: name.",
    };

    private readonly Option<bool> _ignoreOtherColumns = Flag.Create(RowColumns.IgnoreOption, "Ignore columns (or JSON properties) that are not known. Default: they are errors.");

    private readonly Option<decimal?> _limit = new(Limit)
    {
        HelpName = "USD",
        Description = "The spending limit in US dollars, such as 25 or 0.5, of rows without a limit. 0 allows no spending. "
            + "Give the same options in each run; they also apply to new rows.",
        CustomParser = OptionParser.For<decimal>(Limit, Amount.TryParse),
    };

    private readonly Option<LimitReset?> _reset = new(Reset)
    {
        HelpName = ResetInterval.HelpName,
        Description = "How often the limit resets, in rows without limit_reset: at midnight UTC; weeks start on Monday.",
        CustomParser = OptionParser.For<LimitReset>(Reset, ResetInterval.TryParse),
    };

    private readonly Option<bool?> _byok = new("--byok")
    {
        HelpName = "true|false",
        Description = "Count spending through your own provider keys (BYOK) towards the limit, in rows without include_byok_in_limit; --byok alone means true.",
    };

    private readonly Option<Expiration?> _expires = new(Expires)
    {
        HelpName = "TIME",
        Description = "When the keys of rows without expires_at expire: from now, such as 30d, 12h or 2w (weeks), for new keys only; "
            + "or at a time, such as 2027-12-31T23:59:59Z, or with an offset; a date alone means midnight UTC.",
        CustomParser = OptionParser.For<Expiration>(Expires, Expiration.TryParse),
    };

    private readonly Option<Guid?> _workspace = new(Workspace)
    {
        HelpName = "ID",
        Description = "The workspace of rows without workspace_id. Default: the default workspace.",
        CustomParser = OptionParser.For<Guid>(Workspace, WorkspaceId.TryParse),
    };

    private readonly Option<string?> _creator = new(Creator)
    {
        HelpName = "ID",
        Description = "The ID of the user that the keys of rows without creator_user_id are created for.",
    };

    public IReadOnlyList<Option> All => [_csv, _nameColumn, _ignoreOtherColumns, _limit, _reset, _byok, _expires, _workspace, _creator];

    public RowsFile Open(string path, ParseResult parsed)
    {
        var isCsv = parsed.GetValue(_csv) || Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TSV";
        var (nameColumn, ignoresOthers) = (parsed.GetValue(_nameColumn), parsed.GetValue(_ignoreOtherColumns));
        var columns = isCsv ? CsvRows.CreateColumns(nameColumn, ignoresOthers) : JsonRows.CreateColumns(nameColumn, ignoresOthers);
        return new(path, isCsv, columns, new()
        {
            LimitUsd = parsed.GetValue(_limit),
            Reset = parsed.GetValue(_reset),
            IncludeByokInLimit = parsed.GetValue(_byok),
            Expiration = parsed.GetValue(_expires),
            WorkspaceId = parsed.GetValue(_workspace),
            CreatorUserId = parsed.GetValue(_creator),
        });
    }
}

/// <summary>The settings of rows that do not contain them; null: none.</summary>
internal sealed record RowDefaults
{
    public decimal? LimitUsd { get; init; }

    public LimitReset? Reset { get; init; }

    public bool? IncludeByokInLimit { get; init; }

    public Expiration? Expiration { get; init; }

    public Guid? WorkspaceId { get; init; }

    public string? CreatorUserId { get; init; }

    /// <summary>Returns the option that sets a C# property of the request.</summary>
    public static string OptionOf(string property) => property switch
    {
        nameof(KeyRequest.LimitUsd) => RowOptions.Limit,
        nameof(KeyRequest.LimitReset) => RowOptions.Reset,
        nameof(KeyRequest.Expiration) => RowOptions.Expires,
        nameof(KeyRequest.WorkspaceId) => RowOptions.Workspace,
        _ => RowOptions.Creator,
    };

    public IReadOnlyList<RequestRow> ApplyTo(IReadOnlyList<RequestRow> rows, TimeProvider timeProvider)
    {
        var expiration = Expiration?.ToTimestamp(timeProvider);
        return this == new RowDefaults() ? rows : [.. rows.Select(row => ApplyTo(row, expiration))];
    }

    private RequestRow ApplyTo(RequestRow row, DateTimeOffset? expiration)
    {
        var request = row.Request;
        var defaults = new List<string>();
        Set(nameof(KeyRequest.LimitUsd), request.LimitUsd is not null || row.RemovesLimit, LimitUsd, usd => request.Limit(usd));

        // A reset interval has no effect without a limit, so a row without one does not get it.
        var hasReset = request.LimitReset != LimitReset.Never || row.RemovesReset || row.RemovesLimit;
        Set(nameof(KeyRequest.LimitReset), hasReset, Reset, interval => request.Resets(interval));
        Set(nameof(KeyRequest.IncludeByokInLimit), request.IncludeByokInLimit is not null, IncludeByokInLimit, isIncluded => request.IncludesByok(isIncluded));
        Set(nameof(KeyRequest.Expiration), request.Expiration is not null || row.NeverExpires, expiration, instant => request.ExpiresAt(instant));
        Set(nameof(KeyRequest.WorkspaceId), request.WorkspaceId is not null, WorkspaceId, id => request.InWorkspace(id));
        if (CreatorUserId is { } creator && request.CreatorUserId is null)
        {
            request = request.CreatedBy(creator);
            defaults.Add(nameof(KeyRequest.CreatorUserId));
        }

        return row with
        {
            Request = request,
            RemovesReset = row.RemovesReset || (Reset == LimitReset.Never && !hasReset),
            HasRelativeExpiration = Expiration?.Lifetime is not null && defaults.Contains(nameof(KeyRequest.Expiration)),
            Defaults = defaults,
        };

        void Set<T>(string property, bool isInRow, T? value, Func<T, KeyRequest> step)
            where T : struct
        {
            if (value is { } given && !isInRow)
            {
                request = step(given);
                defaults.Add(property);
            }
        }
    }
}
