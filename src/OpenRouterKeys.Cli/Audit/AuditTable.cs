using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Audit;

/// <summary>Writes the findings as text, grouped by rule.</summary>
internal static class AuditTable
{
    private static readonly string[] Columns = ["NAME", "WORKSPACE", "HASH", "FINDING"];

    public static void Write(AuditReport report, Terminal terminal)
    {
        foreach (var group in report.Findings.GroupBy(finding => finding.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var severity = AuditReport.NameOf(group.First().Severity);
            terminal.Output.WriteLine($"{group.Key} {severity}: {AuditReport.RuleOf(group.Key)?.Title} ({Count(group.Count(), "key")})");
            TextTable.Write(terminal, Columns, group.Select(ToRow));
            terminal.Output.WriteLine();
        }

        terminal.Output.WriteLine(report.Findings.Count == 0 ? "No findings." : $"{Count(report.Findings.Count, "finding")} about {CountKeys(report.Findings)}.");
    }

    private static string[] ToRow(KeyFinding finding) =>
    [
        finding.Key.Name,
        finding.Workspace is { Name.Length: > 0 } workspace ? workspace.Name : (finding.Workspace?.Id ?? finding.Key.WorkspaceId)?.ToString("D") ?? "-",
        finding.Key.Hash,
        finding.Message,
    ];

    private static string CountKeys(IReadOnlyList<KeyFinding> findings) => Count(findings.DistinctBy(finding => finding.Key.Hash).Count(), "key");

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
