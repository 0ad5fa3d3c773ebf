using System.CommandLine;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>The place where <c>apply</c> stores the secrets of new keys. A later run with the same place adds to it.</summary>
internal interface ISecretStore : IDisposable
{
    /// <summary>The path for messages.</summary>
    string Path { get; }

    /// <summary>The path of the journal of interrupted runs.</summary>
    string JournalPath { get; }

    /// <summary>Checks the place for new keys, and creates the folder of the journal.</summary>
    /// <exception cref="UsageException">The place cannot be used.</exception>
    void Prepare(IReadOnlyCollection<string> names);

    /// <summary>Creates the file for new keys, before any of them is created.</summary>
    /// <exception cref="UsageException">The file cannot be created.</exception>
    void Create();

    /// <summary>Returns whether the secret of an existing key is stored here.</summary>
    bool Contains(KeyInfo key);

    /// <summary>Writes a key's secret to the disk.</summary>
    /// <exception cref="IOException">The secret was not written.</exception>
    void Store(CreatedKey created);
}

/// <summary>The options for the destination of many new keys' secrets.</summary>
internal sealed class SecretStoreOptions
{
    private readonly Option<string?> _file = new("--secrets-to")
    {
        HelpName = "FILE|-",
        Description = "Add the new keys and their secrets to FILE: as CSV (name,hash,key) if its name ends in .csv, otherwise as JSON lines. A file of an earlier run "
            + "keeps its format. On Unix, only its owner can read it. If a run is interrupted, run the command again with the same FILE. - writes JSON lines to standard output.",
    };

    private readonly Option<string?> _folder = new("--secrets-dir")
    {
        HelpName = "DIR",
        Description = "Write each new key's secret to a file of its own, named for the key, in DIR, which is created if it does not exist.",
    };

    private readonly Option<bool> _json = Flag.Create(
        "--json", "Write a JSON array with one element per step to standard output, with each new secret as \"key\" (omitted if the secrets have another destination).");

    private readonly Option<bool> _reveal = Flag.Create("--reveal", "Write each new key's secret to standard output.");

    public IEnumerable<Option> All => [_file, _folder, _json, _reveal];

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public SecretStoreDestination Read(ParseResult parsed)
    {
        var (file, folder, isJson, isRevealed) = (parsed.GetValue(_file), parsed.GetValue(_folder), parsed.GetValue(_json), parsed.GetValue(_reveal));
        if (file is not null && folder is not null)
        {
            throw new UsageException("--secrets-to and --secrets-dir cannot be combined. Remove one of them.");
        }

        var isLines = file == SecretOptions.StandardOutput;
        return isLines && (isJson || isRevealed)
            ? throw new UsageException("--secrets-to - writes only the secrets to standard output. Remove --json and --reveal.")
            : new() { IsJson = isJson, IsRevealed = isRevealed, IsLines = isLines, File = isLines ? null : file, Folder = folder };
    }
}

/// <summary>Where the secrets of new keys are written.</summary>
internal sealed record SecretStoreDestination
{
    public bool IsJson { get; init; }

    public bool IsRevealed { get; init; }

    /// <summary>Whether standard output contains only JSON lines with the new keys and their secrets.</summary>
    public bool IsLines { get; init; }

    public string? File { get; init; }

    public string? Folder { get; init; }

    /// <summary>Whether standard output contains the secrets: on request, and in JSON unless they have another destination.</summary>
    public bool IsStandardOutput => IsRevealed || IsLines || (IsJson && File is null && Folder is null);

    /// <summary>Whether the secrets, which the API returns only once, would be written nowhere.</summary>
    public bool IsMissing => !IsStandardOutput && File is null && Folder is null;

    /// <summary>Opens the file or the folder; null: standard output is the only destination.</summary>
    /// <exception cref="UsageException">It cannot be used.</exception>
    public ISecretStore? Open(Terminal terminal, bool isSimulated) =>
        File is not null ? SecretsFile.Open(File, terminal, isSimulated) : Folder is not null ? new SecretsFolder(Folder, terminal) : null;
}
