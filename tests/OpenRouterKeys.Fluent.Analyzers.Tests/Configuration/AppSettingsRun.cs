using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Configuration;

/// <summary>Runs the analyzer on additional files.</summary>
internal static class AppSettingsRun
{
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create(
        "App", [CSharpSyntaxTree.ParseText("class C;")], Verify.References, new(OutputKind.DynamicallyLinkedLibrary));

    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        IEnumerable<(string Path, string Text)> files, IReadOnlyDictionary<string, string>? properties = null, Compilation? compilation = null)
    {
        var options = new AnalyzerOptions([.. files.Select(file => new File(file.Path, file.Text))], new Options(properties ?? ImmutableDictionary<string, string>.Empty));
        return await (compilation ?? Compilation).WithAnalyzers([new OpenRouterKeysAnalyzer()], options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
    }

    /// <param name="policy">The content of the policy file, as the compiler decoded it.</param>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(SourceText policy)
    {
        var options = new AnalyzerOptions([new File("/repo/openrouter-keys.policy.json", policy)]);
        return await Compilation.WithAnalyzers([new OpenRouterKeysAnalyzer()], options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
    }

    private sealed class File(string path, SourceText text) : AdditionalText
    {
        public File(string path, string text)
            : this(path, SourceText.From(text, Encoding.UTF8))
        {
        }

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class Options(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Values(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            const string Prefix = "build_property.";
            value = null;
            return key.StartsWith(Prefix, StringComparison.Ordinal) && properties.TryGetValue(key[Prefix.Length..], out value);
        }
    }
}
