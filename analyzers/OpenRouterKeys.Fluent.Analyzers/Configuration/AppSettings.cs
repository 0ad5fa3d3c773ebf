using System.Collections.Immutable;
using System.IO;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Configuration;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Configuration;

/// <summary>Checks the templates and the policy in <c>appsettings*.json</c> as the host does when it starts, but each file on its own: a host merges files and
/// environment variables, so a missing value is not reported.</summary>
internal static class AppSettings
{
    private static readonly SourceTextValueProvider<ParsedFile> Files = new(text => new ParsedFile(AppSettingsNode.Parse(text.ToString())));

    /// <param name="start">The compilation.</param>
    /// <param name="policy">The project's policy, which applies to templates unless their section has one; null if there is none or it is invalid.</param>
    /// <param name="isPolicyChecked">Whether policies apply to the project.</param>
    public static void Register(CompilationStartAnalysisContext start, IPolicy? policy, bool isPolicyChecked)
    {
        var options = start.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var files = FilesOf(start.Options.AdditionalFiles);
        if (files.Count == 0 || (bool.TryParse(ValueOf(options, "OpenRouterKeysCheckAppSettings"), out var isOn) && !isOn))
        {
            return;
        }

        var names = ValueOf(options, "OpenRouterKeysConfigurationSections");
        var sections = (names.Trim().Length == 0 ? ClientSection.DefaultName : names).Split(',');
        start.RegisterAdditionalFileAction(context =>
        {
            if (files.Contains(context.AdditionalFile)
                && context.AdditionalFile.GetText(context.CancellationToken) is { } text
                && start.TryGetValue(text, Files, out var file)
                && file.Root is { } root)
            {
                new FileCheck(context, text, policy, isPolicyChecked).Check(root, sections);
            }
        });
    }

    // A file that is listed twice is one file.
    private static HashSet<AdditionalText> FilesOf(ImmutableArray<AdditionalText> additionalFiles)
    {
        var files = new HashSet<AdditionalText>();
        var paths = new HashSet<string>();
        foreach (var file in additionalFiles)
        {
            if (IsAppSettings(file) && paths.Add(file.Path))
            {
                files.Add(file);
            }
        }

        return files;
    }

    private static bool IsAppSettings(AdditionalText file)
    {
        var name = Path.GetFileName(file.Path);
        return name.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    private static string ValueOf(AnalyzerConfigOptions options, string property) => options.TryGetValue("build_property." + property, out var value) ? value : "";

    private sealed class ParsedFile(AppSettingsNode? root)
    {
        public AppSettingsNode? Root { get; } = root;
    }

    private readonly struct FileCheck(AdditionalFileAnalysisContext context, SourceText text, IPolicy? projectPolicy, bool isPolicyChecked)
    {
        public void Check(AppSettingsNode root, string[] names)
        {
            var sections = new HashSet<ConfigurationNode>();
            foreach (var name in names)
            {
                if (Find(root, name.Trim()) is { } section && sections.Add(section))
                {
                    CheckSection(section);
                }
            }
        }

        private static ConfigurationNode? Find(ConfigurationNode root, string path)
        {
            var node = root;
            foreach (var key in path.Split(':'))
            {
                node = node?.Find(key);
            }

            return node;
        }

        private void CheckSection(ConfigurationNode section)
        {
            foreach (var property in section.Children)
            {
                if (!ClientSection.IsKnown(property.Key))
                {
                    Report(JsonRules.UnknownProperty, SpanOf(property, isName: true), ClientSection.UnknownPropertyMessage(property.Key));
                }
            }

            // The file in PolicyFile is not visible here.
            var policy = !isPolicyChecked ? null
                : section.Find(ClientSection.Policy) is { } inline ? ReadPolicy(inline)
                : section.Find(ClientSection.PolicyFile) is null ? projectPolicy
                : null;
            foreach (var template in section.Find(ClientSection.Templates)?.Children ?? [])
            {
                CheckTemplate(template, policy);
            }
        }

        private PolicyJson? ReadPolicy(ConfigurationNode node)
        {
            var json = ConfigurationText.FromPolicy(node);
            var policy = PolicyJson.Read(json.Json);
            Report(policy.Findings, json);
            return policy.Findings.Count == 0 ? policy : null;
        }

        private void CheckTemplate(ConfigurationNode template, IPolicy? policy)
        {
            if (ConfigurationText.NameIn(template) is { } name)
            {
                Report(JsonRules.UnknownProperty, SpanOf(name, isName: true), ClientSection.NameInTemplateMessage);
            }

            var json = ConfigurationText.FromTemplate(template);
            Report(RequestJson.Read(json.Json, isTemplate: true, policy, isPartial: true).Findings, json);
        }

        private void Report(IReadOnlyList<JsonFinding> findings, ConfigurationText json)
        {
            foreach (var finding in findings)
            {
                var (node, isName) = json.NodeAt(finding.Start);
                Report(finding.Rule, SpanOf(node, isName), finding.Message);
            }
        }

        private static TextSpan SpanOf(ConfigurationNode node, bool isName) => isName ? ((AppSettingsNode)node).Name : ((AppSettingsNode)node).Content;

        private void Report(Rule rule, TextSpan span, string message) => context.ReportDiagnostic(
            Diagnostic.Create(Descriptors.For(rule), Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)), message));
    }
}
