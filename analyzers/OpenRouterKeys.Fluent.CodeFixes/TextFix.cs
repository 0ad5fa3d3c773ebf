using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>A fix of one diagnostic, as changes of the text. Unlike changes of the syntax tree, they keep all other text, including
/// comments and line breaks, and the changes of several fixes can be combined.</summary>
internal sealed class TextFix(string title, string equivalenceKey, params TextChange[] changes)
{
    /// <summary>The title, on one line.</summary>
    public string Title { get; } = title.IndexOf('\n') < 0
        ? title
        : string.Join(" ", title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Identifies the kind of fix for Fix All.</summary>
    public string EquivalenceKey { get; } = equivalenceKey;

    public TextChange[] Changes { get; } = changes;
}
