using System.Globalization;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Input;

/// <summary>A file, or standard input if the path is <c>-</c>. The size is limited to detect a wrong file or an endless device.</summary>
/// <param name="path">The path.</param>
/// <param name="maxBytes">The maximum size.</param>
/// <param name="name">The name for messages; null: the path.</param>
/// <param name="content">What the file should contain.</param>
internal sealed class InputFile(string path, int maxBytes, string? name = null, InputContent content = InputContent.Other)
{
    private const int Kibi = 1024;

    /// <summary>The name for messages.</summary>
    public string Name => name ?? (IsStandardInput ? "stdin" : path);

    private bool IsStandardInput => path == "-";

    private string MaxSize => maxBytes < Kibi * Kibi ? $"{maxBytes / Kibi} KiB" : $"{maxBytes / Kibi / Kibi} MiB";

    public async Task<ReadOnlyMemory<byte>> ReadAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        if (IsStandardInput && !terminal.TryUseInput())
        {
            throw new UsageException("Standard input can be read only once, but - is given more than once. Use a file instead. Nothing was sent.");
        }

        try
        {
            await using var file = IsStandardInput ? null : File.OpenRead(path);
            // Reading from a terminal blocks until the next line and ignores the token.
            return await ReadAllAsync(file ?? terminal.Input, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (FileError.Describe(exception, path) is { } error)
        {
            throw new UsageException($"{Name} cannot be read: {error}.");
        }
    }

    /// <param name="terminal">The source of standard input.</param>
    /// <param name="ruleId">The rule that a file violates if it is not text; null: none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="UsageException">The file cannot be read, or is not text.</exception>
    public async Task<string> ReadTextAsync(Terminal terminal, string? ruleId, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(terminal, cancellationToken);
        if (BinaryFormat.Find(bytes.Span) is { } format)
        {
            var isRows = content is InputContent.Rows or InputContent.CsvRows;
            throw new UsageException($"{Name} is {format.Name}. {(isRows && format.HowToExport is { } advice ? advice : "Check that it is the right file.")}");
        }

        if (InputText.Decode(bytes.Span, isCsv: content == InputContent.CsvRows, out var text) is not { } error)
        {
            return text;
        }

        var (line, column) = new LineCounter(text).At(text.Length);
        throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{(ruleId is null ? "" : ruleId + " ")}{Name}:{line}:{column}: {error}"));
    }

    private async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[maxBytes + 1];
        var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return count <= maxBytes ? bytes.AsMemory(0, count) : throw new UsageException($"{Name} is larger than {MaxSize}. Check that it is the right file.");
    }
}

/// <summary>What a file should contain; messages depend on it.</summary>
internal enum InputContent
{
    Other,
    Rows,
    CsvRows,
}
