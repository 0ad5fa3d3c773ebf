using System.Reflection;
using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Audit;

/// <summary>Writes an audit in SARIF 2.1.0, on one line of ASCII, for code scanning and other viewers. A result's location is the key; if a policy
/// applies, also the policy's file, because some viewers show only results that are in a file.</summary>
internal static class Sarif
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static readonly Assembly Command = typeof(Sarif).Assembly;

    public static string Write(AuditReport report, Terminal terminal) => KeyJson.WriteObject(isSimulated: false, json =>
    {
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json);
        WriteInvocation(json, report);
        json.WriteStartArray("results");
        foreach (var finding in report.Findings)
        {
            WriteResult(json, finding, report, terminal);
        }

        json.WriteEndArray();
        if (report.IsSimulated)
        {
            json.WriteStartObject("properties");
            json.WriteBoolean("simulated", true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static void WriteTool(Utf8JsonWriter json)
    {
        var pages = Command.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "RulePagesUrl").Value;
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "openrouter-keys");
        json.WriteString("version", Command.GetName().Version?.ToString(fieldCount: 3));
        json.WriteString("informationUri", $"{pages}/README.md");
        json.WriteStartArray("rules");
        foreach (var rule in AuditReport.Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteText(json, "shortDescription", rule.Title + ".");
            json.WriteString("helpUri", $"{pages}/{rule.Id}.md");
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", rule.IsError ? "error" : "warning");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var skipped in report.Skipped)
        {
            json.WriteStartObject();
            json.WriteString("level", "warning");
            WriteText(json, "message", $"Not audited: {skipped}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, KeyFinding finding, AuditReport report, Terminal terminal)
    {
        var hash = terminal.ToSafeLine(finding.Key.Hash);
        var name = finding.Key.Name.Length > 0 ? terminal.ToSafeLine(finding.Key.Name) : hash;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Id);
        json.WriteString("level", AuditReport.NameOf(finding.Severity));
        WriteText(json, "message", $"{name}: {finding.Message}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (report.Policy is { } policy)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", policy.Uri);
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", 1);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("fullyQualifiedName", (finding.Workspace?.Id ?? finding.Key.WorkspaceId) is { } workspace ? $"{workspace:D}/{hash}" : hash);
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();

        // Viewers match the results of two audits by it.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("keyHash/v1", $"{finding.Id}/{hash}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
