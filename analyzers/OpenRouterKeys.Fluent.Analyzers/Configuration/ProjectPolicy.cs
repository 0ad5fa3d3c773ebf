using System.IO;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Configuration;

/// <summary>The project's policy file.</summary>
internal static class ProjectPolicy
{
    private const string FileName = "openrouter-keys.policy.json";

    /// <summary>Whether the policy applies to the project: not to tests, unless the project sets it.</summary>
    public static bool IsChecked(AnalyzerConfigOptions options) =>
        ReadSwitch(options, "build_property.OpenRouterKeysCheckPolicy") ?? ReadSwitch(options, "build_property.IsTestProject") != true;

    /// <returns>The policy; null if the project has none or it is invalid.</returns>
    public static IPolicy? Find(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        foreach (var file in options.AdditionalFiles)
        {
            if (Path.GetFileName(file.Path).Equals(FileName, StringComparison.OrdinalIgnoreCase) && file.GetText(cancellationToken) is { } text)
            {
                return PolicyJson.Read(text.ToString()) is { Findings.Count: 0 } policy ? policy : null;
            }
        }

        return null;
    }

    private static bool? ReadSwitch(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out var text) && bool.TryParse(text, out var value) ? value : null;
}
