using System.Text;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>The file for many secrets, one JSON object on each line. It is deleted if no secret was written.</summary>
internal sealed class SecretLinesFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly Stream _stream;

    private SecretLinesFile(string path, Stream stream)
    {
        _path = path;
        _stream = stream;
    }

    public static SecretLinesFile Create(string path, Terminal terminal) => new(path, SecretFile.Open("--secrets-to", path, terminal));

    /// <summary>Writes a key and its secret to the disk.</summary>
    /// <exception cref="IOException">The key was not written, not even partly.</exception>
    public void Append(CreatedKey created, bool isSimulated)
    {
        var length = _stream.Length;
        try
        {
            _stream.Write(Encoding.ASCII.GetBytes(KeyJson.Write(created, includeSecret: true, isSimulated) + "\n"));
            (_stream as FileStream)?.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            _stream.SetLength(length);
            throw new IOException($"{_path} could not be written: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        var isEmpty = _stream.Length == 0;
        await _stream.DisposeAsync();
        if (isEmpty)
        {
            SecretFile.TryDelete(_path);
        }
    }
}
