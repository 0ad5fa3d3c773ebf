using System.Text;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>The file that takes the secret. It is made before anything is sent, so that what forbids it forbids the key, and is removed
/// again where no secret came.</summary>
internal sealed class SecretFile : IAsyncDisposable
{
    private readonly Stream _stream;
    private bool _isWritten;

    private SecretFile(string path, Stream stream)
    {
        Path = path;
        _stream = stream;
    }

    public string Path { get; }

    public static SecretFile Create(string path, Terminal terminal) => new(path, Open("--secret-to", path, terminal));

    /// <summary>Makes the file, or says for which option it cannot be made.</summary>
    public static Stream Open(string option, string path, Terminal terminal)
    {
        try
        {
            return terminal.CreateSecretFile(path);
        }
        catch (Exception exception) when (FileProblem.Of(exception, path) is { } problem)
        {
            throw new UsageException($"{option}: {path} cannot be created: {problem}. Nothing was sent.");
        }
    }

    /// <summary>Never an existing file, nor one behind a link; on Unix its owner's alone from the first moment.</summary>
    public static Stream CreateExclusively(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Writes the secret and a newline, to the disk. Not cancellable: the secret exists, and comes once.</summary>
    /// <returns>Null, or why it could not be written.</returns>
    public string? TryWrite(ApiKey secret)
    {
        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(secret.Reveal() + "\n"));
            (_stream as FileStream)?.Flush(flushToDisk: true);
            _stream.Dispose(); // a disk may be full only now
            _isWritten = true;
            return null;
        }
        catch (Exception exception) when (FileProblem.Of(exception, Path) is { } problem)
        {
            return problem;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (!_isWritten)
        {
            TryRemove(Path);
        }
    }

    public static void TryRemove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (FileProblem.Of(exception, path) is not null)
        {
            // An empty file that stays is less than what is told beside it.
        }
    }
}
