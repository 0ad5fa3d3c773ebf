using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Input;

/// <summary>A request in a file, or on standard input where the path is <c>-</c>.</summary>
internal sealed class RequestFile(string path)
{
    // The largest request is a few hundred bytes; this is a wrong file, or a device without an end.
    private const int MostBytes = 1024 * 1024;

    private bool IsStandardInput => path == "-";

    /// <summary>As messages call it.</summary>
    public string Name => IsStandardInput ? "stdin" : path;

    /// <summary>A template may lack its name, which is given beside it.</summary>
    public async Task<KeyRequest> ReadAsync(Terminal terminal, bool isTemplate, CancellationToken cancellationToken)
    {
        var json = await ReadBytesAsync(terminal, cancellationToken);
        try
        {
            return isTemplate ? KeyRequest.FromJsonTemplate(json.Span) : KeyRequest.FromJson(json.Span);
        }
        catch (InvalidKeyRequestException invalid)
        {
            throw new UsageException([.. invalid.BrokenRules.Select(rule => RuleLine.InFile(rule, Name))]);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadBytesAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = IsStandardInput ? null : File.OpenRead(path);
            // A read of a terminal ends with a line of input and not with a token.
            return await ReadAllAsync(file ?? terminal.Input, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (FileProblem.Of(exception, path) is { } problem)
        {
            throw new UsageException($"{Name} cannot be read: {problem}.");
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostBytes + 1];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read <= MostBytes ? bytes.AsMemory(0, read) : throw new UsageException($"{Name} is larger than 1 MiB, and so no request for a key.");
    }
}
