using System.CommandLine.Parsing;

namespace OpenRouterKeys.Cli.Values;

/// <summary>Reads a text, or says what is wrong with it.</summary>
internal delegate bool TextReading<T>(string text, out T value, out string problem);

/// <summary>The value of an option, from its text.</summary>
internal static class OptionText
{
    public static Func<ArgumentResult, T?> Of<T>(string option, TextReading<T> read)
        where T : struct => result =>
    {
        if (read(result.Tokens[0].Value, out var value, out var problem))
        {
            return value;
        }

        result.AddError($"{option}: {problem}");
        return null;
    };
}
