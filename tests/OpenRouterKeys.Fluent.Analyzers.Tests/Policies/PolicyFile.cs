using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Policies;

/// <summary>A policy file in memory.</summary>
internal sealed class PolicyFile(string json) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(json);

    public override string Path => "openrouter-keys.policy.json";

    /// <summary>Returns the options of a project with a policy file, or of one without if the content is null.</summary>
    public static AnalyzerOptions OptionsFor(string? json) => new(json is null ? [] : [new PolicyFile(json)]);

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
