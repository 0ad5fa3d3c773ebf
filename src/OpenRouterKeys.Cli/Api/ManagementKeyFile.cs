using System.Text;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Api;

/// <summary>The file of <c>--management-key-from</c>. Its messages contain neither its text nor its name, which may be a pasted key.</summary>
internal static class ManagementKeyFile
{
    public const string Option = "--management-key-from";

    private const int MaxBytes = 4096;

    /// <param name="path">The path; <c>-</c> reads standard input.</param>
    /// <param name="terminal">The source of standard input.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="UsageException">The file cannot be read, or does not contain a management key.</exception>
    public static async Task<ManagementKey> ReadAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        var bytes = await new InputFile(path, MaxBytes, name: $"The file of {Option}").ReadAsync(terminal, cancellationToken);
        var text = WithoutLineBreak(Encoding.UTF8.GetString(bytes.Span));
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException($"The file of {Option} is empty. Put a management key (https://openrouter.ai/settings/management-keys) in the file.");
        }

        try
        {
            return ManagementKey.From(text);
        }
        catch (ArgumentException)
        {
            throw new UsageException(
                $"The file of {Option} contains white space, a control character or a non-ASCII character. Put the key alone in the file, without quotes or spaces.");
        }
    }

    // Editors end the last line with a line break.
    private static string WithoutLineBreak(string text) => text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
