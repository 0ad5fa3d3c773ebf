using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Corpus;

/// <summary>A grammar for generated text. <c>§usd</c> is replaced by an alternative of the section <c>[usd]</c>, and <c>§n</c> by a number that is
/// unique to the alternative. An alternative is a line with the indented lines after it; <c>~</c> is the empty alternative, and <c>//</c>
/// starts a comment.</summary>
internal sealed partial class Grammar
{
    private const int MaxDepth = 4;
    private readonly Dictionary<string, List<string>> _alternatives = [];
    private List<string> _section = [];

    public Grammar(IEnumerable<string> texts)
    {
        foreach (var line in texts.SelectMany(text => text.ReplaceLineEndings("\n").Split('\n')))
        {
            Read(line);
        }
    }

    public IReadOnlyList<string> this[string symbol] => _alternatives[symbol];

    /// <summary>Generates text for the alternative.</summary>
    public Gen<string> Expand(string alternative, int maxDepth = MaxDepth) =>
        from number in Gen.Choose(1, int.MaxValue)
        from pieces in Gen.CollectToArray(Symbol().Split(alternative), piece => piece switch
        {
            "§n" => Gen.Constant(number.ToString(CultureInfo.InvariantCulture)),
            ['§', ..] => ExpandSymbol(piece[1..], maxDepth),
            _ => Gen.Constant(piece),
        })
        select string.Concat(pieces);

    // At the maximum depth, only alternatives without symbols are chosen, if there are any.
    private Gen<string> ExpandSymbol(string symbol, int maxDepth)
    {
        var all = _alternatives[symbol];
        var terminals = all.FindAll(alternative => !alternative.Contains('§', StringComparison.Ordinal));
        return Gen.Elements<string>(maxDepth > 0 || terminals.Count == 0 ? all : terminals).SelectMany(alternative => Expand(alternative, maxDepth - 1));
    }

    private void Read(string line)
    {
        if (Heading().Match(line) is { Success: true } heading)
        {
            var name = heading.Groups["name"].Value;
            _section = _alternatives.TryGetValue(name, out var existing) ? existing : _alternatives[name] = [];
        }
        else if (line.StartsWith("    ", StringComparison.Ordinal))
        {
            _section[^1] += '\n' + line[4..];
        }
        else if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
        {
            _section.Add(line == "~" ? "" : line);
        }
    }

    [GeneratedRegex(@"^\[(?<name>[a-z]+)\]$")]
    private static partial Regex Heading();

    [GeneratedRegex("(§[a-z]+)")]
    private static partial Regex Symbol();
}
