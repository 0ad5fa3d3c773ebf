namespace OpenRouterKeys.Cli.Values;

/// <summary>A workspace ID in the format that the API accepts.</summary>
internal static class WorkspaceId
{
    public static bool TryParse(string text, out Guid id, out string error)
    {
        error = Guid.TryParseExact(text, "D", out id) ? ""
            : $"'{text}' is not a workspace ID. Use a value such as 0df9e665-d932-5740-b2c7-b52af166bc11.";
        return error.Length == 0;
    }
}
