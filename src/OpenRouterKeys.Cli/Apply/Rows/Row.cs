using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Apply.Rows;

/// <summary>A request, and the line of the file that it begins on.</summary>
internal sealed record Row(int Line, KeyRequest Request);

/// <summary>What is wrong with a row, and where it begins.</summary>
internal sealed record RowProblem(int Line, string Text);
