using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK2002: <c>Limit(1m).Limit(2m)</c> becomes <c>Limit(2m)</c>, and <c>Named("a").WithName("b")</c> becomes <c>Named("b")</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveEarlierCall() : FluentCodeFixProvider("ORK2002")
{
    internal override IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count != 1
            || ChainCall.At(place.Root, diagnostic.AdditionalLocations[0].SourceSpan) is not { } earlier
            || ChainCall.At(place.Root, diagnostic.Location.SourceSpan) is not { } later
            || !HasNoEffect(earlier, place))
        {
            yield break;
        }

        if (WrittenArgument.NameOf(earlier)?.Identifier.ValueText == Steps.Named)
        {
            if (NameInPlace(earlier, later, place) is { } mend)
            {
                yield return mend;
            }
        }
        else if (ChainCall.Removal(earlier, place.Text) is { } removal)
        {
            yield return new TextFix($"Remove {WrittenArgument.NameOf(earlier)}{earlier.ArgumentList}", nameof(RemoveEarlierCall), removal);
        }
    }

    // The last name of the chain is the one that counts; those between fall with the first.
    private static TextFix? NameInPlace(InvocationExpressionSyntax named, InvocationExpressionSyntax renamed, FixContext place)
    {
        var removed = new List<InvocationExpressionSyntax>();
        var passed = new List<InvocationExpressionSyntax>();
        foreach (var call in named.Ancestors().OfType<InvocationExpressionSyntax>().TakeWhile(call => IsNext(call, named, place)))
        {
            passed.Add(call);
            if (WrittenArgument.NameOf(call)!.Identifier.ValueText == WrittenArgument.NameOf(renamed)!.Identifier.ValueText)
            {
                removed.Add(call);
            }
        }

        if (removed.Count == 0)
        {
            return null;
        }

        // The name moves before the calls between, so none of them may tell the difference.
        var last = removed[removed.Count - 1];
        var between = passed.TakeWhile(call => call != last).ToList();
        var changes = removed.ConvertAll(call => ChainCall.Removal(call, place.Text));
        if (changes.Contains(null) || (between.Count > 0 && !between.Append(last).All(call => HasNoEffect(call, place))))
        {
            return null;
        }

        var arguments = new TextChange(named.ArgumentList.Span, last.ArgumentList.ToString());
        return new TextFix($"Write Named{last.ArgumentList}", nameof(RemoveEarlierCall), [arguments, .. changes.Select(change => change!.Value)]);
    }

    private static bool IsNext(InvocationExpressionSyntax call, InvocationExpressionSyntax first, FixContext place) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
        && receiver.Span.Contains(first.Span)
        && place.Model.GetSymbolInfo(call, place.CancellationToken).Symbol is IMethodSymbol method
        && place.Api.IsStep(method);

    private static bool HasNoEffect(InvocationExpressionSyntax call, FixContext place) =>
        call.ArgumentList.Arguments.All(argument => NoEffect.Has(place.Model.GetOperation(argument.Expression, place.CancellationToken)));
}
