using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Evaluates GUIDs. C# has no constants of this type.</summary>
internal static class ConstantGuid
{
    /// <summary>Evaluates <c>Guid.Empty</c>, <c>default</c>, <c>new Guid()</c>, and <c>Guid.Parse</c> or <c>new Guid</c> with a constant argument.</summary>
    public static bool TryGet(IOperation operation, CancellationToken cancellationToken, out Guid value)
    {
        value = default;
        switch (ConstantValue.Resolve(operation, cancellationToken))
        {
            case IDefaultValueOperation { Type.Name: nameof(Guid) }:
            case IFieldReferenceOperation { Field: { Name: "Empty", ContainingType: { Name: nameof(Guid), ContainingNamespace.Name: "System" } } }:
            case IObjectCreationOperation { Type: { Name: nameof(Guid), ContainingNamespace.Name: "System" }, Arguments.IsEmpty: true }:
                return true;
            case IObjectCreationOperation { Type: { Name: nameof(Guid), ContainingNamespace.Name: "System" }, Arguments.Length: 1 } creation:
                return TryParse(creation.Arguments[0], cancellationToken, out value);
            case IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType: { Name: nameof(Guid), ContainingNamespace.Name: "System" } }, Arguments.Length: 1 } call:
                return TryParse(call.Arguments[0], cancellationToken, out value);
            default:
                return false;
        }
    }

    private static bool TryParse(IArgumentOperation argument, CancellationToken cancellationToken, out Guid value)
    {
        value = default;
        return ConstantValue.TryGetText(argument.Value, cancellationToken, out var text) && Guid.TryParse(text, out value);
    }
}
