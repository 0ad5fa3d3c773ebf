using System.CommandLine.Parsing;

namespace OpenRouterKeys.Cli.Values;

/// <summary>The API's address. Whether it is safe to send a management key there is the library's to judge.</summary>
internal static class Address
{
    public static Uri? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return address;
        }

        result.AddError("--base-address is no absolute address: write it as https://openrouter.ai/api/v1.");
        return null;
    }
}
