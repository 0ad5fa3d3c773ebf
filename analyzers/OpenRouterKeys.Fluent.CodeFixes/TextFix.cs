using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>One way to mend a diagnostic. It is changes of the text, not of the tree: what they do not touch stays as it is, comments
/// and line breaks too, and those of several diagnostics go together.</summary>
internal sealed class TextFix(string title, string key, params TextChange[] changes)
{
    /// <summary>What will stand there, on one line.</summary>
    public string Title { get; } = title.IndexOf('\n') < 0
        ? title
        : string.Join(" ", title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same for the same way, wherever it is gone.</summary>
    public string Key { get; } = key;

    public TextChange[] Changes { get; } = changes;
}
