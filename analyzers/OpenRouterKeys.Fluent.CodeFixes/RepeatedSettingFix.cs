using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK2002: <c>Limit(1m).Limit(2m)</c> becomes <c>Limit(2m)</c>, and <c>Named("a").WithName("b")</c> becomes <c>Named("b")</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RepeatedSettingFix() : FluentCodeFixProvider("ORK2002")
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count < 1
            || ChainCall.Find(context.Root, diagnostic.AdditionalLocations[0].SourceSpan) is not { } earlier
            || ChainCall.Find(context.Root, diagnostic.Location.SourceSpan) is not { } later
            || ChainCall.HasConditionalCode(later)
            || !RemovableArguments.Are(earlier, context))
        {
            yield break;
        }

        if (ChainCall.NameOf(earlier) == MethodNames.Named)
        {
            if (ReplaceName(earlier, later, context) is { } fix)
            {
                yield return fix;
            }
        }
        else if (ChainCall.CreateRemoval(earlier, context.Text) is { } removal)
        {
            yield return new TextFix($"Remove {CallSyntax.NameOf(earlier)}{earlier.ArgumentList}", nameof(RepeatedSettingFix), removal);
        }
    }

    // Moves the arguments of the last WithName into Named, and removes all WithName calls.
    private static TextFix? ReplaceName(InvocationExpressionSyntax named, InvocationExpressionSyntax later, FixContext context)
    {
        var following = named.Ancestors().OfType<InvocationExpressionSyntax>().TakeWhile(call => IsStepAfter(call, named, context)).ToList();
        var removed = following.FindAll(call => ChainCall.NameOf(call) == ChainCall.NameOf(later));
        if (removed.Count == 0 || HasComment(named.ArgumentList) || ChainCall.HasConditionalCode(removed[removed.Count - 1]))
        {
            return null;
        }

        // The argument moves in front of the calls in between, so the order of evaluation must not matter.
        var last = removed[removed.Count - 1];
        var between = following.TakeWhile(call => call != last).ToList();
        var removals = removed.ConvertAll(call => ChainCall.CreateRemoval(call, context.Text));
        if (removals.Contains(null) || (between.Count > 0 && between.Append(last).Any(call => RemovableArguments.HaveSideEffect(call, context))))
        {
            return null;
        }

        var arguments = new TextChange(named.ArgumentList.Span, last.ArgumentList.ToString());
        return new TextFix($"Change to Named{last.ArgumentList}", nameof(RepeatedSettingFix), [arguments, .. removals.Select(removal => removal!.Value)]);
    }

    private static bool HasComment(ArgumentListSyntax arguments) => arguments.DescendantTrivia().Any(trivia =>
        arguments.Span.Contains(trivia.Span) && trivia.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));

    private static bool IsStepAfter(InvocationExpressionSyntax call, InvocationExpressionSyntax first, FixContext context) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
        && receiver.Span.Contains(first.Span)
        && context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol method
        && context.Api.IsStep(method);
}
