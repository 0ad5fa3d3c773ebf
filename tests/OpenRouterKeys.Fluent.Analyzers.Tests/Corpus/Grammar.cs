using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Corpus;

/// <summary>A grammar: <c>§usd</c> stands for any of the alternatives under <c>[usd]</c>, and <c>§n</c> for a number that is the alternative's
/// own. An alternative is a line, with the indented lines after it; <c>~</c> is nothing, and <c>//</c> begins a comment.</summary>
internal sealed partial class Grammar
{
    private const int Depth = 4;
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

    /// <summary>What the alternative may stand for.</summary>
    public Gen<string> Expand(string alternative, int depth = Depth) =>
        from own in Gen.Choose(1, int.MaxValue)
        from pieces in Gen.CollectToArray(Symbol().Split(alternative), piece => piece switch
        {
            "§n" => Gen.Constant(own.ToString(CultureInfo.InvariantCulture)),
            ['§', ..] => Any(piece[1..], depth),
            _ => Gen.Constant(piece),
        })
        select string.Concat(pieces);

    // So deep down only what ends there is chosen, where there is such.
    private Gen<string> Any(string symbol, int depth)
    {
        var all = _alternatives[symbol];
        var ends = all.FindAll(alternative => !alternative.Contains('§', StringComparison.Ordinal));
        return Gen.Elements<string>(depth > 0 || ends.Count == 0 ? all : ends).SelectMany(alternative => Expand(alternative, depth - 1));
    }

    private void Read(string line)
    {
        if (Heading().Match(line) is { Success: true } heading)
        {
            var name = heading.Groups["name"].Value;
            _section = _alternatives.TryGetValue(name, out var known) ? known : _alternatives[name] = [];
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
