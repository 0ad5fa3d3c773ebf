using OpenRouterKeys.Cli.Apply.Rows;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>What brings the account to what the file says: the rows in the file's order, then the keys to delete.</summary>
internal sealed class Plan
{
    private Plan(IReadOnlyList<Step> steps) => Steps = steps;

    public IReadOnlyList<Step> Steps { get; }

    public IReadOnlyList<Step> Of(Deed deed) => [.. Steps.Where(step => step.Deed == deed)];

    /// <param name="rows">The rows, each name once.</param>
    /// <param name="file">As messages call it.</param>
    /// <param name="client">Lists the keys of each workspace that a row names.</param>
    /// <param name="prune">Whether keys there that no row names are to be deleted.</param>
    /// <param name="terminal">Is told what cannot be changed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Plan> MakeAsync(
        IReadOnlyList<Row> rows, string file, IOpenRouterKeysClient client, bool prune, Terminal terminal, CancellationToken cancellationToken)
    {
        var keys = new List<(Guid? Workspace, KeyInfo Key)>();
        foreach (var workspace in rows.Select(row => row.Request.WorkspaceId).Distinct())
        {
            var filter = new KeyFilter { IncludeDisabled = true, WorkspaceId = workspace };
            await foreach (var key in client.ListAsync(filter, cancellationToken))
            {
                keys.Add((workspace, key));
            }
        }

        var existing = keys.ToLookup(found => (found.Workspace, found.Key.Name), found => found.Key);
        List<KeyInfo> MeantBy(Row row) => Meant([.. existing[(row.Request.WorkspaceId, row.Request.Name)]]);
        EnsureOneKeyAName(rows, file, row => MeantBy(row).Count);
        var steps = rows.Select(row => StepOf(row, MeantBy(row).SingleOrDefault(), file, terminal)).ToList();
        if (prune)
        {
            // By hash: a workspace may be listed twice, by its id and as the default one.
            var named = rows.SelectMany(row => existing[(row.Request.WorkspaceId, row.Request.Name)]).Select(key => key.Hash).ToHashSet();
            steps.AddRange(keys.Select(found => found.Key).DistinctBy(key => key.Hash).Where(key => !named.Contains(key.Hash))
                .Select(key => new Step { Deed = Deed.Delete, Name = key.Name, Key = key }));
        }

        return new(steps);
    }

    // A rotation leaves the old key behind under the same name, disabled.
    private static List<KeyInfo> Meant(List<KeyInfo> namesakes) =>
        namesakes.Count > 1 && namesakes.Count(key => !key.IsDisabled) == 1 ? [namesakes.Single(key => !key.IsDisabled)] : namesakes;

    private static void EnsureOneKeyAName(IReadOnlyList<Row> rows, string file, Func<Row, int> countKeys)
    {
        string[] problems =
        [
            .. rows.Select(row => (Row: row, Keys: countKeys(row))).Where(found => found.Keys > 1).Select(found =>
                $"{file}:{found.Row.Line}: {found.Keys} keys are named \"{LogText.FromName(found.Row.Request.Name)}\": "
                + "rename or delete all but one."),
        ];
        if (problems.Length > 0)
        {
            throw new UsageException([.. problems, "Nothing was changed."]);
        }
    }

    private static Step StepOf(Row row, KeyInfo? key, string file, Terminal terminal)
    {
        var step = new Step { Deed = Deed.Create, Name = row.Request.Name, Line = row.Line, Request = row.Request, Key = key };
        if (key is null)
        {
            return step;
        }

        if (Difference.Unchangeable(row.Request, key) is { } member)
        {
            terminal.Tell($"{file}:{row.Line}: warning: The key exists with another {member}, which nobody can change: delete it for that.");
        }

        var change = Difference.Of(row.Request, key);
        return change == KeyUpdate.Empty ? step with { Deed = Deed.Keep } : step with { Deed = Deed.Change, Change = change };
    }
}
