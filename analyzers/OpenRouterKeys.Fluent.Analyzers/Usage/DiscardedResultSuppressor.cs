using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>Suppresses CA1806 where ORK2001 reports the same call: pure methods are marked [Pure], so the SDK reports their discarded results too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedResultSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Descriptor = new("ORKS2001", "CA1806", "ORK2001 reports the same call.");

    /// <inheritdoc />
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Descriptor];

    /// <inheritdoc />
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (KeyApi.Find(context.Compilation) is not { } api)
        {
            return;
        }

        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } node
                && context.GetSemanticModel(tree).GetOperation(node, context.CancellationToken) is IInvocationOperation call
                && DiscardedResult.IsPure(call.TargetMethod, api))
            {
                context.ReportSuppression(Suppression.Create(Descriptor, diagnostic));
            }
        }
    }
}
