using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Audit;

/// <summary>Writes an audit as one line of JSON: <c>{"findings":[{"id":"ORK6001",…,"data":{…}}],"skipped":[]}</c>. The key is in the API's format.</summary>
internal static class AuditJson
{
    public static string Write(AuditReport report) => KeyJson.WriteObject(report.IsSimulated, json =>
    {
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
        json.WriteStartArray("skipped");
        foreach (var skipped in report.Skipped)
        {
            json.WriteStringValue(skipped);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, KeyFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("severity", AuditReport.NameOf(finding.Severity));
        json.WriteString("message", finding.Message);
        if (finding.Workspace is { } workspace)
        {
            json.WriteStartObject("workspace");
            json.WriteString(ApiNames.Id, workspace.Id);
            json.WriteString(ApiNames.Name, workspace.Name);
            json.WriteString(ApiNames.Slug, workspace.Slug);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("workspace");
        }

        KeyJson.WriteData(json, finding.Key);
        json.WriteEndObject();
    }
}
