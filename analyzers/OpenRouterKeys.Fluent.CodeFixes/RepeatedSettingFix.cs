using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK2002: <c>Limit(1m).Limit(2m)</c> becomes <c>Limit(2m)</c>, and <c>Named("a").WithName("b")</c> becomes <c>Named("b")</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RepeatedSettingFix() : FluentCodeFixProvider("ORK2002")
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count != 1
            || ChainCall.Find(context.Root, diagnostic.AdditionalLocations[0].SourceSpan) is not { } earlier
            || ChainCall.Find(context.Root, diagnostic.Location.SourceSpan) is not { } later
            || HasSideEffect(earlier, context))
        {
            yield break;
        }

        if (NameOf(earlier) == MethodNames.Named)
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
        var removed = following.FindAll(call => NameOf(call) == NameOf(later));
        if (removed.Count == 0)
        {
            return null;
        }

        // The argument moves in front of the calls in between, so the order of evaluation must not matter.
        var last = removed[removed.Count - 1];
        var between = following.TakeWhile(call => call != last).ToList();
        var removals = removed.ConvertAll(call => ChainCall.CreateRemoval(call, context.Text));
        if (removals.Contains(null) || (between.Count > 0 && between.Append(last).Any(call => HasSideEffect(call, context))))
        {
            return null;
        }

        var arguments = new TextChange(named.ArgumentList.Span, last.ArgumentList.ToString());
        return new TextFix($"Change to Named{last.ArgumentList}", nameof(RepeatedSettingFix), [arguments, .. removals.Select(removal => removal!.Value)]);
    }

    private static string? NameOf(InvocationExpressionSyntax call) => CallSyntax.NameOf(call)?.Identifier.ValueText;

    private static bool IsStepAfter(InvocationExpressionSyntax call, InvocationExpressionSyntax first, FixContext context) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
        && receiver.Span.Contains(first.Span)
        && context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol method
        && context.Api.IsStep(method);

    private static bool HasSideEffect(InvocationExpressionSyntax call, FixContext context) =>
        !call.ArgumentList.Arguments.All(argument => IsPure(context.Model.GetOperation(argument.Expression, context.CancellationToken)));

    private static bool IsPure(IOperation? operation) => operation switch
    {
        null => false,
        { ConstantValue.HasValue: true } or IDefaultValueOperation or IInstanceReferenceOperation or IParameterReferenceOperation => true,
        ILocalReferenceOperation local => !local.IsDeclaration,
        IFieldReferenceOperation field => field.Instance is null || IsPure(field.Instance),
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Instance is null || IsPure(property.Instance),
        IParenthesizedOperation parenthesized => IsPure(parenthesized.Operand),
        IConversionOperation conversion => IsPureOperator(conversion.OperatorMethod) && IsPure(conversion.Operand),
        IUnaryOperation unary => IsPureOperator(unary.OperatorMethod) && IsPure(unary.Operand),
        IBinaryOperation binary => IsPureOperator(binary.OperatorMethod) && IsPure(binary.LeftOperand) && IsPure(binary.RightOperand),
        IArgumentOperation argument => IsPure(argument.Value),
        IObjectCreationOperation creation => IsSystemValue(creation.Type) && creation.Initializer is null && creation.Arguments.All(IsPure),
        IInvocationOperation { Instance: null } call => IsTimeSpanFactory(call.TargetMethod) && call.Arguments.All(IsPure),
        _ => false,
    };

    private static bool IsPureOperator(IMethodSymbol? method) =>
        method is null || method.ContainingType.SpecialType == SpecialType.System_Decimal || IsSystemValue(method.ContainingType);

    private static bool IsTimeSpanFactory(IMethodSymbol method) =>
        method is { ContainingType.Name: nameof(TimeSpan) }
        && method.Name.StartsWith("From", StringComparison.Ordinal) && IsSystemValue(method.ContainingType);

    private static bool IsSystemValue(ITypeSymbol? type) =>
        type is { Name: nameof(TimeSpan) or nameof(Guid) or nameof(DateTimeOffset) or nameof(DateTime), ContainingNamespace: var containingNamespace }
        && containingNamespace is { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true };
}
