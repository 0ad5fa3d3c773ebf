namespace OpenRouterKeys.Cli.Values;

/// <summary>A workspace's id in the form that the API takes.</summary>
internal static class Workspace
{
    public static bool TryRead(string text, out Guid id, out string problem)
    {
        problem = Guid.TryParseExact(text, "D", out id) ? ""
            : $"'{text}' is no id of a workspace: write it as 0df9e665-d932-5740-b2c7-b52af166bc11.";
        return problem.Length == 0;
    }
}
