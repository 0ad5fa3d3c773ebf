using System.Text;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>The file for one secret. It is created before anything is sent, so that no key is created without a place for its secret, and deleted
/// if no secret was written.</summary>
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

    /// <exception cref="UsageException">The file cannot be created.</exception>
    public static Stream Open(string option, string path, Terminal terminal)
    {
        try
        {
            return terminal.CreateSecretFile(path);
        }
        catch (Exception exception) when (FileError.Describe(exception, path) is { } error)
        {
            throw new UsageException($"{option}: {path} cannot be created: {error}. Nothing was sent.");
        }
    }

    /// <summary>Creates a file that only its owner can read (on Unix). Fails if the path exists, even as a link.</summary>
    public static Stream CreateNew(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (FileError.Describe(exception, path) is not null)
        {
            // The file is empty, and a more important error is being reported.
        }
    }

    /// <summary>Writes the secret and a newline to the disk. It cannot be canceled: the API returns the secret only once.</summary>
    /// <exception cref="IOException">The secret could not be written.</exception>
    public void Write(ApiKey secret)
    {
        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(secret.Reveal() + "\n"));
            (_stream as FileStream)?.Flush(flushToDisk: true);
            _stream.Dispose(); // some file systems report a full disk only when the file is closed
            _isWritten = true;
        }
        catch (Exception exception) when (FileError.Describe(exception, Path) is { } error)
        {
            throw new IOException($"{Path} could not be written: {error}.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (!_isWritten)
        {
            TryDelete(Path);
        }
    }
}
