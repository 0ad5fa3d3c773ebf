using System.CommandLine;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Cli.Parsing;

/// <summary>What a word can be, and what a parameter accepts. A parameter's name in the help describes its values: <c>FILE</c>, <c>DIR</c>, or the words to choose from.</summary>
internal static partial class WordShape
{
    /// <summary>Word processors replace <c>--</c> by one of the others.</summary>
    public static char[] Dashes { get; } = ['-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212'];

    /// <summary>The help option of commands on Windows, which must not become the name of a key.</summary>
    public static string[] WindowsHelp { get; } = ["/?", "/h"];

    public static bool IsLikeOption(string word) => (word.Length > 0 && Dashes.Contains(word[0]) && word != "-") || WindowsHelp.Contains(word);

    public static bool IsLikeFile(string word) => word.AsSpan().ContainsAny('/', '\\') || FileExtension().IsMatch(word);

    public static bool AcceptsFile(Option option) => IsFile(option.HelpName);

    public static bool AcceptsFile(Argument argument) => IsFile(argument.Name);

    public static bool AcceptsPath(Option option) => AcceptsFile(option) || option.HelpName == "DIR";

    public static bool IsFlag(Option option) => option.Arity.MaximumNumberOfValues == 0;

    public static bool RequiresValue(Option option) => option.Arity.MinimumNumberOfValues > 0;

    /// <summary>Whether a value can be the next word. An optional text must follow an equals sign, because it could also be an argument.</summary>
    public static bool AcceptsNextWord(Option option) => RequiresValue(option) || IsOptionalBoolean(option);

    public static bool IsOptionalBoolean(Option option) => option.ValueType == typeof(bool?) && !RequiresValue(option);

    /// <summary>Whether a word that follows the option is its value. A negative number is one where texts are not, so that the option itself reports it.</summary>
    public static bool IsValue(Option option, string word) =>
        !(IsLikeOption(word) || word == "-") || (word == "-" && AcceptsFile(option)) || (option.ValueType.IsValueType && Number().IsMatch(word));

    /// <summary>The words that a parameter accepts, by its name in the help; empty if it accepts others.</summary>
    public static IEnumerable<string> Choices(string? helpName) => (helpName ?? "").Split('|').Where(choice => Choice().IsMatch(choice));

    private static bool IsFile(string? name) => name?.StartsWith("FILE", StringComparison.Ordinal) == true;

    [GeneratedRegex(@"\.[A-Za-z]\w{0,4}$")]
    private static partial Regex FileExtension();

    [GeneratedRegex(@"^-[0-9.]")]
    private static partial Regex Number();

    [GeneratedRegex("^[a-z][a-z-]+$")]
    private static partial Regex Choice();
}
