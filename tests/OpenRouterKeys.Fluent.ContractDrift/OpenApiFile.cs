using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace OpenRouterKeys.Fluent.ContractDrift;

/// <summary>Reads OpenAPI documents in YAML or JSON.</summary>
internal static class OpenApiFile
{
    /// <summary>Reads the repository's contract, which is part of this assembly.</summary>
    public static OpenApiDocument ReadContract()
    {
        using var stream = typeof(OpenApiFile).Assembly.GetManifestResourceStream("keys.openapi.yaml")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd()).Document!;
    }

    /// <exception cref="InvalidDataException">The file cannot be read, or is not an OpenAPI document.</exception>
    public static OpenApiDocument Read(string path)
    {
        try
        {
            var result = Parse(File.ReadAllText(path));
            return result.Document is { Paths.Count: > 0 } document
                ? document
                : throw new InvalidDataException(result.Diagnostic?.Errors.FirstOrDefault()?.Message ?? "It contains no paths.");
        }
        catch (Exception exception) // the reader throws exceptions of many types
        {
            throw new InvalidDataException($"{path} cannot be read as an OpenAPI document: {exception.Message}", exception);
        }
    }

    public static ReadResult Parse(string text)
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        var format = text.TrimStart().StartsWith('{') ? OpenApiConstants.Json : OpenApiConstants.Yaml;
        return OpenApiDocument.Parse(text, format, settings);
    }
}
