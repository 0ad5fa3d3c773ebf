namespace OpenRouterKeys.Cli.Input;

/// <summary>A file, or standard input where the path is <c>-</c>. More bytes than what is meant can have are a wrong file, or a device
/// without an end.</summary>
internal sealed class InputFile(string path, int mostBytes)
{
    private const int Kibi = 1024;

    private string Size => mostBytes < Kibi * Kibi ? $"{mostBytes / Kibi} KiB" : $"{mostBytes / Kibi / Kibi} MiB";

    private bool IsStandardInput => path == "-";

    /// <summary>As messages call it.</summary>
    public string Name => IsStandardInput ? "stdin" : path;

    public async Task<ReadOnlyMemory<byte>> ReadAsync(Terminal terminal, CancellationToken cancellationToken)
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
        var bytes = new byte[mostBytes + 1];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read <= mostBytes ? bytes.AsMemory(0, read) : throw new UsageException($"{Name} is larger than {Size}, and so not what is asked for.");
    }
}
