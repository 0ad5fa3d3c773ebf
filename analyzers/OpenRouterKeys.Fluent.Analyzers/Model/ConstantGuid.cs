using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Evaluates GUIDs. C# has no constants of this type.</summary>
internal static class ConstantGuid
{
    private const int Length = 16;

    /// <summary>Evaluates <c>Guid.Empty</c>, <c>default</c>, <c>new Guid()</c>, <c>Guid.Parse</c> or <c>new Guid</c> with a constant text, and
    /// <c>new Guid</c> with zeros.</summary>
    public static bool TryGet(ConstantValue constants, IOperation operation, out Guid value)
    {
        value = default;
        return constants.Resolve(operation) switch
        {
            IDefaultValueOperation { Type.Name: nameof(Guid) } => true,
            IFieldReferenceOperation { Field: { Name: "Empty", ContainingType: var type } } => IsGuid(type),
            IObjectCreationOperation { Type: { } type } creation when IsGuid(type) =>
                creation.Arguments.All(argument => IsZero(constants, argument.Value))
                || (creation.Arguments.Length == 1 && TryParse(constants, creation.Arguments[0], out value)),
            IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType: var type }, Arguments.Length: 1 } call when IsGuid(type) =>
                TryParse(constants, call.Arguments[0], out value),
            _ => false,
        };
    }

    private static bool TryParse(ConstantValue constants, IArgumentOperation argument, out Guid value)
    {
        value = default;
        return constants.TryGetText(argument.Value, out var text) && Guid.TryParse(text, out value);
    }

    // The number 0, or an array of 16 zeros.
    private static bool IsZero(ConstantValue constants, IOperation argument) => constants.Resolve(argument) is IArrayCreationOperation array
        ? array.DimensionSizes.Length == 1
            && constants.TryGetInteger(array.DimensionSizes[0], out var length) && length == Length
            && (array.Initializer is null || array.Initializer.ElementValues.All(element => IsZero(constants, element)))
        : constants.TryGetInteger(argument, out var number) && number == 0;

    private static bool IsGuid(ITypeSymbol type) => type is { Name: nameof(Guid), ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
