using System.CommandLine.Parsing;

namespace OpenRouterKeys.Cli.Values;

/// <summary>A workspace's id in the form that the API takes.</summary>
internal static class Workspace
{
    public static Guid? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        result.AddError($"--workspace: '{text}' is no id of a workspace: write it as 0df9e665-d932-5740-b2c7-b52af166bc11.");
        return null;
    }
}
