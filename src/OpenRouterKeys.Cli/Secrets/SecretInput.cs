using System.Text;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>An API key in a file, alone or with a line break behind it. Nothing of it is echoed.</summary>
internal static class SecretInput
{
    private const int MostBytes = 4096;

    public static async Task<ApiKey> ReadAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        var file = new InputFile(path, MostBytes);
        var text = Encoding.UTF8.GetString((await file.ReadAsync(terminal, cancellationToken)).Span).TrimEnd('\r', '\n');
        try
        {
            _ = ManagementKey.From(text); // the same characters are allowed in either
            return ApiKey.From(text);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"{file.Name} holds no API key: put the key alone there.");
        }
    }
}
