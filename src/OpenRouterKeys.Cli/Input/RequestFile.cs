using System.Globalization;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Input;

/// <summary>A JSON file with one request, or standard input if the path is <c>-</c>.</summary>
internal sealed class RequestFile(string path)
{
    private const int MaxBytes = 1024 * 1024; // the largest valid request has a few hundred

    private readonly InputFile _file = new(path, MaxBytes);
    private string _json = "";

    private string Name => _file.Name;

    /// <summary>The place of a setting for messages, after the file was read: <c>ci.json:1:26</c>.</summary>
    /// <param name="property">The C# property.</param>
    public string PlaceOf(string property)
    {
        var (line, column) = RequestPosition.Find(_json, property);
        return string.Create(CultureInfo.InvariantCulture, $"{Name}:{line}:{column}");
    }

    /// <param name="terminal">The source of standard input.</param>
    /// <param name="isTemplate">Whether the request may lack its name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<KeyRequest> ReadAsync(Terminal terminal, bool isTemplate, CancellationToken cancellationToken)
    {
        _json = await _file.ReadTextAsync(terminal, ValidationReport.NotJson, cancellationToken);
        try
        {
            return isTemplate ? KeyRequest.TemplateFromJson(_json) : KeyRequest.FromJson(_json);
        }
        catch (InvalidKeyRequestException exception)
        {
            throw new UsageException([.. exception.Violations.Select(violation => ValidationReport.ToLine(violation, Name))]);
        }
    }
}
