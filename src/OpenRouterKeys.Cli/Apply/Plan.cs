using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>The steps that make the account's keys match a file: first the orphans of interrupted runs, then the rows, in their order, then the keys
/// to delete.</summary>
internal sealed class Plan
{
    private const int MaxListedLines = 10;

    private Plan(IReadOnlyList<PlanStep> steps) => Steps = steps;

    public IReadOnlyList<PlanStep> Steps { get; }

    /// <summary>The exit code of a dry run that reports pending changes.</summary>
    public int PendingExitCode =>
        StepsOf(PlanAction.Orphan).Count > 0 ? ExitCode.SecretNotStored
        : Steps.Any(step => step.Action != PlanAction.Keep) ? ExitCode.ChangesPending
        : ExitCode.Success;

    public IReadOnlyList<PlanStep> StepsOf(PlanAction action) => [.. Steps.Where(step => step.Action == action)];

    /// <param name="rows">The rows; their names are unique.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="client">The client that lists the keys of each workspace in the rows.</param>
    /// <param name="journal">The journal of earlier runs; null: none.</param>
    /// <param name="options">What to do with keys that are not in the rows, and with orphans.</param>
    /// <param name="terminal">The terminal to write warnings to, and the source of the current time.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="UsageException">Several keys have a row's name.</exception>
    public static async Task<Plan> CreateAsync(
        IReadOnlyList<RequestRow> rows,
        string file,
        IOpenRouterKeysClient client,
        Journal? journal,
        PlanOptions options,
        Terminal terminal,
        CancellationToken cancellationToken)
    {
        // A disabled key exists, an expired one does not, as in CreateManyAsync.
        var now = terminal.TimeProvider.GetUtcNow();
        var keys = new List<(Guid? Workspace, KeyInfo Key)>();
        Guid?[] workspaces = [.. rows.Select(row => row.Request.WorkspaceId).Distinct()];
        foreach (var workspace in workspaces)
        {
            var filter = new KeyFilter { IncludeDisabled = true, WorkspaceId = workspace };
            await foreach (var key in client.ListAsync(filter, cancellationToken).Where(key => !(key.ExpiresAt <= now)))
            {
                keys.Add((workspace, key));
            }
        }

        var orphans = journal is null ? [] : keys.Where(found => journal.IsOrphan(found.Workspace, found.Key)).ToList();
        journal?.CompleteAllExcept(orphans, workspaces);
        var orphanHashes = orphans.Select(orphan => orphan.Key.Hash).ToHashSet();
        var keysByName = keys.Where(found => !orphanHashes.Contains(found.Key.Hash)).ToLookup(found => (found.Workspace, found.Key.Name), found => found.Key);
        var matches = rows.Select(row => (Row: row, Keys: keysByName[(row.Request.WorkspaceId, row.Request.Name)].ToList())).ToList();
        ThrowIfAmbiguous(matches, file);
        var steps = orphans.DistinctBy(orphan => orphan.Key.Hash)
            .Select(orphan => new PlanStep { Action = options.ReplacesOrphans ? PlanAction.Delete : PlanAction.Orphan, Name = orphan.Key.Name, Key = orphan.Key, IsOrphan = true })
            .ToList();
        var blocked = options.ReplacesOrphans ? [] : orphans.Select(orphan => (orphan.Workspace, orphan.Key.Name)).ToHashSet();
        var planned = matches
            .Where(match => match.Keys.Count > 0 || !blocked.Contains((match.Row.Request.WorkspaceId, match.Row.Request.Name)))
            .Select(match => (match.Row, Key: Match(match.Keys).SingleOrDefault()))
            .ToList();
        WarnAboutImmutable(planned, file, terminal);
        steps.AddRange(planned.Select(match => CreateStep(match.Row, match.Key)));
        if (options.Prunes)
        {
            // By hash: the default workspace may be listed twice, without and with its ID.
            var hashesToKeep = matches.SelectMany(match => match.Keys).Select(key => key.Hash).Concat(orphanHashes).ToHashSet();
            steps.AddRange(keys.Select(found => found.Key).DistinctBy(key => key.Hash).Where(key => !hashesToKeep.Contains(key.Hash))
                .Select(key => new PlanStep { Action = PlanAction.Delete, Name = key.Name, Key = key }));
        }

        return new(steps);
    }

    // After a rotation, the disabled old key has the same name as the new key.
    private static List<KeyInfo> Match(List<KeyInfo> sameName) =>
        sameName.Count > 1 && sameName.Count(key => !key.IsDisabled) == 1 ? [sameName.Single(key => !key.IsDisabled)] : sameName;

    private static void ThrowIfAmbiguous(IEnumerable<(RequestRow Row, List<KeyInfo> Keys)> matches, string file)
    {
        string[] errors =
        [
            .. matches.Select(match => (match.Row, Match(match.Keys).Count)).Where(match => match.Count > 1).Select(match =>
                $"{file}:{match.Row.Line}: {match.Count} keys are named \"{LogText.FromName(match.Row.Request.Name)}\". Rename or delete all but one."),
        ];
        if (errors.Length > 0)
        {
            throw new UsageException([.. errors, "Nothing was changed."]);
        }
    }

    // A class often has the same difference in each row.
    private static void WarnAboutImmutable(IEnumerable<(RequestRow Row, KeyInfo? Key)> matches, string file, Terminal terminal)
    {
        var differences = matches
            .Select(match => (match.Row.Line, Property: match.Key is { } key ? FindImmutableDifference(match.Row, key) : null))
            .Where(difference => difference.Property is not null)
            .GroupBy(difference => difference.Property, difference => difference.Line, StringComparer.Ordinal);
        foreach (var (property, lines) in differences.Select(same => (same.Key, Lines: same.ToList())))
        {
            terminal.WriteMessage(lines is [var line]
                ? $"{file}:{line}: warning: The existing key has a different {property}, which cannot be updated. To change it, delete the key and run the command again."
                : $"{file}: warning: {lines.Count} existing keys have a different {property}, which cannot be updated "
                    + $"(lines {string.Join(", ", lines.Take(MaxListedLines))}{(lines.Count > MaxListedLines ? ", …" : "")}). "
                    + "To change it, delete the keys and run the command again.");
        }
    }

    private static PlanStep CreateStep(RequestRow row, KeyInfo? key)
    {
        var step = new PlanStep
        {
            Action = PlanAction.Create,
            Name = row.Request.Name,
            Line = row.Line,
            Request = row.Request,
            IsDisabled = row.IsDisabled == true,
            Key = key,
        };
        if (key is null)
        {
            return step;
        }

        var update = CreateUpdate(row, key);
        return update == KeyUpdate.Empty ? step with { Action = PlanAction.Keep } : step with { Action = PlanAction.Update, Update = update };
    }

    /// <summary>Creates the update that makes a key match a row; empty if it does. Settings that the row does not contain are unchanged.</summary>
    private static KeyUpdate CreateUpdate(RequestRow row, KeyInfo key)
    {
        var (request, update) = (row.Request, KeyUpdate.Empty);
        if (request.LimitUsd is { } usd && (usd != key.LimitUsd || key.AdditionalProperties.ContainsKey(ApiNames.Limit)))
        {
            update = update.Limit(usd);
        }

        update = row.RemovesLimit && (key.LimitUsd is not null || key.AdditionalProperties.ContainsKey(ApiNames.Limit)) ? update.Unlimited() : update;
        update = request.LimitReset != LimitReset.Never && request.LimitReset != key.LimitReset ? update.Resets(request.LimitReset) : update;
        update = row.RemovesReset && key.LimitReset != LimitReset.Never ? update.Resets(LimitReset.Never) : update;
        if (request.IncludeByokInLimit is { } isIncluded
            && (isIncluded != key.IncludeByokInLimit || key.AdditionalProperties.ContainsKey(ApiNames.IncludeByokInLimit)))
        {
            update = update.IncludesByok(isIncluded);
        }

        return row.IsDisabled is { } isDisabled && (isDisabled != key.IsDisabled || key.AdditionalProperties.ContainsKey(ApiNames.Disabled))
            ? isDisabled ? update.Disable() : update.Enable()
            : update;
    }

    /// <summary>Returns the property that differs and cannot be updated, or null. Fractions of a second are ignored, because the API may drop them.</summary>
    private static string? FindImmutableDifference(RequestRow row, KeyInfo key) =>
        HasFixedExpiration(row) && row.Request.Expiration?.ToUnixTimeSeconds() != key.ExpiresAt?.ToUnixTimeSeconds() ? ApiNames.ExpiresAt
        : row.Request.CreatorUserId is { } creator && key.CreatorUserId is { } existing && creator != existing ? ApiNames.CreatorUserId
        : null;

    private static bool HasFixedExpiration(RequestRow row) => row.Request.Expiration is null ? row.NeverExpires : !row.HasRelativeExpiration;
}

/// <param name="Prunes">Whether to delete the keys of the rows' workspaces that are not in the rows.</param>
/// <param name="ReplacesOrphans">Whether to delete the orphans of interrupted runs, and to create their keys again.</param>
internal sealed record PlanOptions(bool Prunes, bool ReplacesOrphans);
