namespace OpenRouterKeys.Cli;

/// <summary>What was asked for cannot be done as it was asked, and nothing was sent.</summary>
internal sealed class UsageException(params IReadOnlyList<string> lines) : Exception(string.Join(Environment.NewLine, lines))
{
    /// <summary>What is wrong, a line each.</summary>
    public IReadOnlyList<string> Lines { get; } = lines;
}
