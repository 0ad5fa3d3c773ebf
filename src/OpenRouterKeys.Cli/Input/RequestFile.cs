using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Cli.Input;

/// <summary>A JSON file with one request, or standard input if the path is <c>-</c>.</summary>
internal sealed class RequestFile(string path)
{
    private const int MaxBytes = 1024 * 1024; // the largest valid request has a few hundred

    private readonly InputFile _file = new(path, MaxBytes);

    /// <summary>The name for messages.</summary>
    public string Name => _file.Name;

    /// <param name="terminal">The source of standard input.</param>
    /// <param name="isTemplate">Whether the request may lack its name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<KeyRequest> ReadAsync(Terminal terminal, bool isTemplate, CancellationToken cancellationToken)
    {
        var json = await _file.ReadAsync(terminal, cancellationToken);
        try
        {
            return isTemplate ? KeyRequest.TemplateFromJson(Utf8Text.DecodeStrictly(json.Span)) : KeyRequest.FromJson(json.Span);
        }
        catch (InvalidKeyRequestException exception)
        {
            throw new UsageException([.. exception.Violations.Select(violation => ValidationReport.ToLine(violation, Name))]);
        }
    }
}
