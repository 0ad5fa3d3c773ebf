using System.CommandLine;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Input;

/// <summary>The option <c>--policy</c>. Without it, the nearest policy file applies.</summary>
internal sealed class PolicyFile
{
    private const int MaxBytes = 1024 * 1024;
    private const string InvalidPolicy = "ORK5000";

    public PolicyFile(string description) => Option = new("--policy")
    {
        HelpName = "FILE",
        Description = $"{description} Default: the nearest {ApiNames.PolicyFile} in the current folder or above it, up to the root of the repository.",
    };

    public Option<string?> Option { get; }

    /// <returns>Null: no policy applies.</returns>
    /// <exception cref="UsageException">The file cannot be read, or is not a valid policy.</exception>
    public async Task<FilePolicy?> ReadAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var nearest = FindNearest(terminal.WorkingDirectory);
        if (parsed.GetValue(Option) is not { } path)
        {
            return nearest is null ? null : await ReadAsync(nearest, terminal, cancellationToken);
        }

        var policy = await ReadAsync(path, terminal, cancellationToken);
        if (nearest is not null && Path.GetFullPath(path) != nearest)
        {
            terminal.WriteMessage($"The policy is {policy.Path}. {nearest} is not used.");
        }

        return policy;
    }

    private static async Task<FilePolicy> ReadAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        var file = new InputFile(path, MaxBytes);
        var json = await file.ReadTextAsync(terminal, InvalidPolicy, cancellationToken);
        try
        {
            return new(KeyPolicy.FromJson(json), file.Name, GetUri(path));
        }
        catch (InvalidKeyPolicyException exception)
        {
            throw new UsageException([.. exception.Violations.Select(violation => ValidationReport.ToLine(violation, file.Name)), "Nothing was sent."]);
        }
    }

    private static string? FindNearest(string folder)
    {
        foreach (var current in FoldersFrom(folder))
        {
            var path = Path.Combine(current.FullName, ApiNames.PolicyFile);
            if (File.Exists(path))
            {
                return path;
            }

            if (IsRepository(current))
            {
                break;
            }
        }

        return null;
    }

    private static string GetUri(string path)
    {
        var file = Path.GetFullPath(path);
        var root = FoldersFrom(Path.GetDirectoryName(file)!).FirstOrDefault(IsRepository);
        var relative = root is null ? Path.GetFileName(file) : Path.GetRelativePath(root.FullName, file);
        return string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }

    private static IEnumerable<DirectoryInfo> FoldersFrom(string folder)
    {
        // The current folder may have been deleted.
        for (var current = Directory.Exists(folder) ? new DirectoryInfo(folder) : null; current is not null; current = current.Parent)
        {
            yield return current;
        }
    }

    // In a worktree or a submodule, it is a file.
    private static bool IsRepository(DirectoryInfo folder) => Path.Exists(Path.Combine(folder.FullName, ".git"));
}

/// <summary>A policy and the file that contains it.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Path">The file's name in messages.</param>
/// <param name="Uri">The file's address relative to the root of its repository; outside of one, the file's name.</param>
internal sealed record FilePolicy(KeyPolicy Policy, string Path, string Uri);
