using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Policies;

/// <summary>The policy of a project: the file <c>openrouter-keys.policy.json</c> that the build passes to the compiler.</summary>
internal sealed class ProjectPolicy
{
    // Roslyn keeps the result for each content, so a file is parsed again only after it has changed.
    private static readonly SourceTextValueProvider<PolicyJson> Reader = new(text => PolicyJson.Read(text.ToString()));

    private ProjectPolicy(PolicyJson? settings, KeyApi api, Variables variables)
    {
        Settings = settings;
        MissingSettings = settings is not null && MissingSettings.CanViolate(settings) ? new MissingSettings(settings, api, variables) : null;
    }

    /// <summary>Null if there is no file, the file is invalid, or it is not clear which one applies.</summary>
    public IPolicy? Settings { get; }

    /// <summary>Null if the policy requires no settings.</summary>
    public MissingSettings? MissingSettings { get; }

    /// <summary>Returns null if policies are not checked in the project. Reports what is wrong with its files (ORK5000).</summary>
    public static ProjectPolicy? Find(CompilationStartAnalysisContext start, KeyApi api, Variables variables)
    {
        var options = start.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (!IsChecked(options))
        {
            return null;
        }

        options.TryGetValue("build_property._OpenRouterKeysPolicyFile", out var nearest);
        var policies = new List<(PolicyJson Policy, SourceText Text)>();
        PolicyJson? nearestPolicy = null;
        foreach (var (file, text) in FilesOf(start.Options.AdditionalFiles, start.CancellationToken))
        {
            var policy = HostEncoding.Decode(text) is { } decoded ? PolicyJson.Read(decoded)
                : start.TryGetValue(text, Reader, out var read) ? read
                : null;
            if (policy is not null)
            {
                policies.Add((policy, text));
                nearestPolicy = string.Equals(file.Path, nearest, StringComparison.OrdinalIgnoreCase) ? policy : nearestPolicy;
                if (policy.Findings.Count > 0)
                {
                    start.RegisterAdditionalFileAction(context => Report(context, file, text, policy.Findings));
                }
            }
        }

        // A project may have other files of this name, for example its tests' data. Its policy is the file that the build found, which hosts use too.
        // Without it, another build system passes the files.
        var applied = nearestPolicy ?? (policies.TrueForAll(other => other.Text.ContentEquals(policies[0].Text)) ? policies.FirstOrDefault().Policy : null);
        return new(applied?.Findings.Count == 0 ? applied : null, api, variables);
    }

    private static bool IsChecked(AnalyzerConfigOptions options) =>
        ReadSwitch(options, "build_property.OpenRouterKeysCheckPolicy") ?? ReadSwitch(options, "build_property.IsTestProject") != true;

    private static bool? ReadSwitch(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out var text) && bool.TryParse(text, out var value) ? value : null;

    // A file that is listed twice is one file.
    private static IEnumerable<(AdditionalText File, SourceText Text)> FilesOf(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        HashSet<string>? paths = null;
        foreach (var file in files)
        {
            if (IsPolicyFile(file.Path) && (paths ??= []).Add(file.Path) && file.GetText(cancellationToken) is { } text)
            {
                yield return (file, text);
            }
        }
    }

    private static bool IsPolicyFile(string path) =>
        path.EndsWith(ApiNames.PolicyFile, StringComparison.OrdinalIgnoreCase) && (path.Length == ApiNames.PolicyFile.Length || path[path.Length - ApiNames.PolicyFile.Length - 1] is '/' or '\\');

    private static void Report(AdditionalFileAnalysisContext context, AdditionalText file, SourceText text, IReadOnlyList<JsonFinding> findings)
    {
        if (context.AdditionalFile == file)
        {
            foreach (var finding in findings)
            {
                var span = TextSpan.FromBounds(Math.Min(finding.Start, text.Length), Math.Min(finding.Start + finding.Length, text.Length));
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.For(finding.Rule), Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)), finding.Message));
            }
        }
    }
}
