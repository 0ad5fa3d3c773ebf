using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Secrets;

/// <summary>ORK3002: the text of <c>Reveal()</c>, alone, combined with other text, or in a local, is an argument of a method that logs or displays it.</summary>
internal static class LoggedSecret
{
    public static void Analyze(CallContext call)
    {
        var flow = new SecretFlow(call);
        flow.Follow(call.Invocation);
        if (flow.FirstConsumer is { } name)
        {
            call.Report(Descriptors.LoggedSecret, CallSyntax.LocationOf(call.Invocation), name);
        }
    }
}

/// <summary>Where a revealed secret goes. The text is followed through expressions that keep it, and through stable locals.</summary>
internal sealed class SecretFlow(CallContext call)
{
    // Limits the cost of concatenations and locals that contain many secrets.
    private const int MaxLevels = 128;
    private const int MaxReferences = 1024;

    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);
    private int _references;
    private int _position = int.MaxValue;

    /// <summary>The first method in the source that logs or displays the secret, or null.</summary>
    public string? FirstConsumer { get; private set; }

    /// <summary>Follows an expression whose value is, or contains, the secret.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="depth">The number of arrays or collections around the text. Most methods display a type's name for a collection.</param>
    public void Follow(IOperation value, int depth = 0)
    {
        for (var level = 0; level < MaxLevels && value.Parent is { } parent; level++)
        {
            switch (parent)
            {
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    FollowLocal(local, value, depth);
                    return;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var data } } when LogConsumers.IsExceptionData(data):
                    Add(parent, "Exception.Data");
                    return;
                case IArgumentOperation { Parent: IInvocationOperation { Parent: IInterpolatedStringAppendOperation append } } when depth == 0:
                    value = append;
                    break;
                case IArgumentOperation argument:
                    var isText = depth == 0 || (depth == 1 && !AcceptsAnyType(argument));
                    if (isText && argument.Parent is IInvocationOperation { TargetMethod: var method } && CombinesText(method, argument))
                    {
                        value = argument.Parent;
                        depth = 0;
                        break;
                    }

                    var (name, isLogger) = LogConsumers.Find(argument.Parent, call.Variables, call.CancellationToken);
                    if (name is not null && (isText || isLogger))
                    {
                        Add(argument.Parent!, name);
                    }

                    return;
                case IArrayInitializerOperation or ICollectionExpressionOperation when depth < 2:
                    depth++;
                    value = parent;
                    break;
                case ISpreadOperation when depth > 0:
                    depth--;
                    value = parent;
                    break;
                case IConditionalAccessOperation access when access.Operation == value:
                    if (depth > 0 || Chain.NextCall(value) is not { TargetMethod.Name: nameof(ToString) } next)
                    {
                        return;
                    }

                    value = next;
                    break;
                default:
                    if (!KeepsValue(parent, value) && !(depth == 0 && KeepsText(parent, value)))
                    {
                        return;
                    }

                    value = parent;
                    break;
            }
        }
    }

    private void FollowLocal(ILocalSymbol local, IOperation initializer, int depth)
    {
        if (_visited.Count >= Variables.MaxHops || !_visited.Add(local)
            || call.Variables.ReferencesTo(local, initializer, call.CancellationToken) is not { } references)
        {
            return;
        }

        foreach (var reference in references)
        {
            if (++_references > MaxReferences)
            {
                return;
            }

            Follow(reference, depth);
        }
    }

    private void Add(IOperation consumer, string name)
    {
        if (consumer.Syntax.SpanStart < _position)
        {
            _position = consumer.Syntax.SpanStart;
            FirstConsumer = name;
        }
    }

    // Whether the value of the outer expression is, or may be, the inner value.
    private static bool KeepsValue(IOperation parent, IOperation value) => parent switch
    {
        IParenthesizedOperation or ICoalesceOperation or IConditionalAccessOperation or IArrayCreationOperation or ISimpleAssignmentOperation => true,
        IConversionOperation conversion => conversion.OperatorMethod is not { } method || IsSystemType(method.ContainingType),
        IConditionalOperation conditional => conditional.Condition != value,
        ISwitchExpressionArmOperation arm => arm.Value == value,
        ISwitchExpressionOperation choice => choice.Value != value,
        _ => false,
    };

    // Whether the value of the outer expression is a text, or a tuple, that contains the inner text.
    private static bool KeepsText(IOperation parent, IOperation value) => parent switch
    {
        IInterpolationOperation or IInterpolatedStringOperation or IInterpolatedStringAppendOperation
            or IInterpolatedStringHandlerCreationOperation or IInterpolatedStringAdditionOperation or ITupleOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, OperatorMethod: null } => true,
        IInvocationOperation { TargetMethod.Name: nameof(ToString) } conversion => conversion.Instance == value,
        _ => false,
    };

    private static bool CombinesText(IMethodSymbol method, IArgumentOperation argument) => (method.ContainingType.SpecialType, method.Name) switch
    {
        (SpecialType.System_String, nameof(string.Format) or nameof(string.Concat) or nameof(string.Join)) => method.IsStatic,
        (SpecialType.System_String, "Create") => argument.Parameter?.Name == "handler",
        (_, nameof(FormattableString.Invariant) or "CurrentCulture") => method.ContainingType.Name == nameof(FormattableString) && IsSystemType(method.ContainingType),
        _ => false,
    };

    private static bool AcceptsAnyType(IArgumentOperation argument) =>
        argument.Parameter?.OriginalDefinition.Type is not { } type || type.TypeKind == TypeKind.TypeParameter || type.SpecialType == SpecialType.System_Object;

    private static bool IsSystemType(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
