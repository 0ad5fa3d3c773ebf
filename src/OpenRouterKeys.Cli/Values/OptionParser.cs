using System.CommandLine.Parsing;

namespace OpenRouterKeys.Cli.Values;

/// <summary>Parses a text, or describes what is wrong with it and what to write instead.</summary>
internal delegate bool TryParseText<T>(string text, out T value, out string error);

/// <summary>Connects the parsers of this folder to the command line.</summary>
internal static class OptionParser
{
    public static Func<ArgumentResult, T?> For<T>(string option, TryParseText<T> tryParse)
        where T : struct => result =>
    {
        if (tryParse(result.Tokens[0].Value, out var value, out var error))
        {
            return value;
        }

        result.AddError($"{option}: {error}");
        return null;
    };
}
