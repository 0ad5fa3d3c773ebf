using System.Text;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>The file that takes many secrets: one JSON object a line, on the disk before the key counts as stored. It is removed again where
/// none came.</summary>
internal sealed class SecretsFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly Stream _stream;

    private SecretsFile(string path, Stream stream)
    {
        _path = path;
        _stream = stream;
    }

    public static SecretsFile Create(string path, Terminal terminal) => new(path, SecretFile.Open("--secrets-to", path, terminal));

    /// <exception cref="IOException">The key is not in the file, and neither is a part of it.</exception>
    public void Append(CreatedKey created, bool simulated)
    {
        var length = _stream.Length;
        try
        {
            _stream.Write(Encoding.ASCII.GetBytes(KeyJson.Write(created, withSecret: true, simulated) + "\n"));
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
            SecretFile.TryRemove(_path);
        }
    }
}
