using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Input;

/// <summary>A request in a file, or on standard input where the path is <c>-</c>.</summary>
internal sealed class RequestFile(string path)
{
    private const int MostBytes = 1024 * 1024; // the largest request is a few hundred

    private readonly InputFile _file = new(path, MostBytes);

    /// <summary>As messages call it.</summary>
    public string Name => _file.Name;

    /// <summary>A template may lack its name, which is given beside it.</summary>
    public async Task<KeyRequest> ReadAsync(Terminal terminal, bool isTemplate, CancellationToken cancellationToken)
    {
        var json = await _file.ReadAsync(terminal, cancellationToken);
        try
        {
            return isTemplate ? KeyRequest.TemplateFromJson(json.Span) : KeyRequest.FromJson(json.Span);
        }
        catch (InvalidKeyRequestException invalid)
        {
            throw new UsageException([.. invalid.Violations.Select(rule => RuleLine.InFile(rule, Name))]);
        }
    }
}
