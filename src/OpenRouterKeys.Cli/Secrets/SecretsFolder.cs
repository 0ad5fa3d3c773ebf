using System.Globalization;
using System.Text;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>A folder with one file per key, which contains only the secret. Characters that a file name cannot contain on every system are
/// percent-encoded.</summary>
internal sealed class SecretsFolder(string path, Terminal terminal) : ISecretStore
{
    private const string Option = "--secrets-dir";
    private const int MaxFileName = 255;

    public string Path { get; } = path;

    public string JournalPath => System.IO.Path.Combine(Path, ".openrouter-keys.journal");

    public void Prepare(IReadOnlyCollection<string> names)
    {
        try
        {
            CreateFolder();
        }
        catch (Exception exception) when (FileError.Describe(exception, Path) is { } error)
        {
            throw new UsageException($"{Option}: {Path} cannot be created: {error}. Nothing was sent.");
        }

        string[] errors =
        [
            .. names.GroupBy(FileNameOf, StringComparer.OrdinalIgnoreCase).Where(same => same.Skip(1).Any()).Select(same =>
                $"{Option}: The keys {string.Join(" and ", same.Select(name => $"\"{name}\""))} would have the same file on some systems. Rename one of them."),
            .. names.Where(name => FileNameOf(name).Length > MaxFileName).Select(name =>
                $"{Option}: The name \"{name}\" is too long for a file. Shorten it, or use --secrets-to."),
            .. names.Where(IsStored).Select(name => $"{Option}: {PathOf(name)} already exists. Move or delete it."),
        ];
        if (errors.Length > 0)
        {
            throw new UsageException([.. errors, "Nothing was sent."]);
        }
    }

    public void Create()
    {
        // Each key has a file of its own.
    }

    public bool Contains(KeyInfo key) => IsStored(key.Name);

    public void Store(CreatedKey created)
    {
        var file = PathOf(created.Info.Name);
        try
        {
            DeleteIfEmpty(file);
            using var stream = terminal.CreateSecretFile(file);
            try
            {
                stream.Write(Encoding.UTF8.GetBytes(created.Key.Reveal() + "\n"));
                (stream as FileStream)?.Flush(flushToDisk: true);
            }
            catch
            {
                SecretFile.TryDelete(file);
                throw;
            }
        }
        catch (Exception exception) when (FileError.Describe(exception, file) is { } error)
        {
            throw new IOException($"{file} could not be written: {error}.", exception);
        }
    }

    public void Dispose()
    {
        // Each file is closed when it was written.
    }

    // An interrupted run may have left an empty file.
    private static void DeleteIfEmpty(string file)
    {
        if (File.Exists(file) && !IsNotEmpty(file))
        {
            File.Delete(file);
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(Path))
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private bool IsStored(string name) => IsNotEmpty(PathOf(name));

    private static bool IsNotEmpty(string file) => File.Exists(file) && new FileInfo(file).Length > 0;

    private string PathOf(string name) => System.IO.Path.Combine(Path, FileNameOf(name));

    private static string FileNameOf(string name)
    {
        var encoded = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(name))
        {
            var character = (char)unit;
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or ' ' || (character == '.' && encoded.Length > 0))
            {
                encoded.Append(character);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return encoded.ToString();
    }
}
