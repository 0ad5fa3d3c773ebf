using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Api;

/// <summary>A key that was selected on the command line.</summary>
/// <param name="Hash">The key's hash.</param>
/// <param name="Name">The key's name; null: unknown, because a full hash is used without listing the keys.</param>
internal sealed record SelectedKey(string Hash, string? Name);

/// <summary>Finds the keys that texts on the command line select: by the hash, by the name, or by a unique prefix of the hash.</summary>
internal static class KeySelection
{
    public const string ArgumentDescription = "The key's hash, a unique prefix of it (at least 4 characters), or its name.";

    private const int HashLength = 64;
    private const int MinPrefixLength = 4;

    /// <summary>Finds one key for each text. Nothing is listed if all texts are full hashes, so that scripts need one call.</summary>
    /// <param name="texts">The texts. None of them contains a key.</param>
    /// <param name="workspace">The workspace to search; null: the default workspace.</param>
    /// <param name="client">The client that lists the keys.</param>
    /// <param name="timeProvider">The source of the current time, for the state of candidates.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The keys in the order of the texts, each key once.</returns>
    /// <exception cref="UsageException">A text selects several keys.</exception>
    /// <exception cref="NoSuchKeyException">A text selects no key.</exception>
    public static async Task<IReadOnlyList<SelectedKey>> FindAsync(
        IReadOnlyList<string> texts, Guid? workspace, IOpenRouterKeysClient client, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var filter = new KeyFilter { IncludeDisabled = true, IncludeExpired = true, WorkspaceId = workspace };
        List<KeyInfo> keys = texts.All(IsFullHash) ? []
            : await client.ListAsync(filter, cancellationToken).Where(key => key.Hash.Length > 0).ToListAsync(cancellationToken);
        var matches = texts.Distinct(StringComparer.Ordinal).Select(text => (Text: text, Keys: Match(text, keys))).ToList();
        string[] ambiguous = [.. matches.Where(match => match.Keys.Count > 1).SelectMany(match => DescribeCandidates(match.Text, match.Keys, timeProvider.GetUtcNow()))];
        string[] missing = [.. matches.Where(match => match.Keys.Count == 0 && !IsFullHash(match.Text)).Select(match => match.Text)];
        if (ambiguous.Length > 0)
        {
            throw new UsageException([.. ambiguous, .. missing.Length > 0 ? [DescribeMissing(missing, workspace)] : Array.Empty<string>(), "Nothing was changed."]);
        }

        return missing.Length > 0 ? throw new NoSuchKeyException(DescribeMissing(missing, workspace))
            : [.. matches.Select(match => match.Keys is [var key] ? new SelectedKey(key.Hash, key.Name) : new(match.Text, null)).DistinctBy(key => key.Hash)];
    }

    private static bool IsFullHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigit);

    private static List<KeyInfo> Match(string text, List<KeyInfo> keys)
    {
        var sameHash = keys.FindAll(key => key.Hash == text);
        if (sameHash.Count > 0 || IsFullHash(text))
        {
            return sameHash;
        }

        var sameName = keys.FindAll(key => key.Name == text);
        return sameName.Count > 0 || text.Length < MinPrefixLength ? sameName
            : keys.FindAll(key => key.Hash.StartsWith(text, StringComparison.Ordinal));
    }

    // After a rotation, the disabled old key and the new key have the same name.
    private static IEnumerable<string> DescribeCandidates(string text, List<KeyInfo> candidates, DateTimeOffset now)
    {
        var isName = candidates[0].Name == text;
        yield return isName
            ? $"{candidates.Count} keys are named {Quote(text)}. Use the hash of one of them:"
            : $"The hashes of {candidates.Count} keys begin with {Quote(text)}. Use more characters of the hash, or the name, of one of them:";
        var rows = candidates.ConvertAll(key => (Name: LogText.FromName(key.Name), State: KeyFormat.State(key, now), Created: KeyFormat.Timestamp(key.CreatedAt) ?? "unknown", key.Hash));
        var (nameWidth, stateWidth, createdWidth) = (rows.Max(row => row.Name.Length), rows.Max(row => row.State.Length), rows.Max(row => row.Created.Length));
        foreach (var (name, state, created, hash) in rows)
        {
            yield return $"  {name.PadRight(nameWidth)}  {state.PadRight(stateWidth)}  created {created.PadRight(createdWidth)}  {hash}";
        }
    }

    private static string DescribeMissing(string[] texts, Guid? workspace)
    {
        var searched = workspace is { } id ? $"workspace {id:D}" : "the default workspace";
        var advice = workspace is null ? "For a key of another workspace, add --workspace ID or use its full hash." : "Check the workspace, or use the key's full hash.";
        return $"No key of {searched} has the name {string.Join(" or ", texts.Select(Quote))}, or a hash that begins with it. "
            + $"Disabled and expired keys were searched too; a prefix needs at least {MinPrefixLength} characters. {advice}";
    }

    private static string Quote(string text) => $"\"{LogText.FromName(text)}\"";
}
