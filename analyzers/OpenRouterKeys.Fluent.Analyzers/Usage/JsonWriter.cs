using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>The methods and results that write a value as JSON.</summary>
internal static class JsonWriter
{
    /// <summary>Whether the method writes its value as JSON.</summary>
    public static bool IsMethod(IMethodSymbol method)
    {
        for (; method.OverriddenMethod is { } overridden; method = overridden)
        {
        }

        return method.ContainingType is { } type && type.Name switch
        {
            "JsonSerializer" => Namespaces.Is(type.ContainingNamespace, "System.Text.Json") && method.Name.StartsWith("Serialize", StringComparison.Ordinal),
            "JsonContent" or "HttpClientJsonExtensions" => Namespaces.Is(type.ContainingNamespace, "System.Net.Http.Json"),
            "HttpResponseJsonExtensions" or "Results" or "TypedResults" => Namespaces.Is(type.ContainingNamespace, "Microsoft.AspNetCore.Http"),
            "ControllerBase" or "Controller" => Namespaces.Is(type.ContainingNamespace, "Microsoft.AspNetCore.Mvc") && method.Name is not ("View" or "PartialView"),
            _ => false,
        };
    }

    /// <summary>Whether the type is a result that writes its value as JSON: <c>ObjectResult</c>, <c>JsonResult</c> or a type that derives from
    /// one.</summary>
    public static bool IsResult(INamedTypeSymbol type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (declaring.Name is "ObjectResult" or "JsonResult" && Namespaces.Is(declaring.ContainingNamespace, "Microsoft.AspNetCore.Mvc"))
            {
                return Namespaces.Is(type.ContainingNamespace, "Microsoft.AspNetCore.Mvc");
            }
        }

        return false;
    }

    /// <summary>Whether the type is <c>ActionResult&lt;T&gt;</c>.</summary>
    public static bool IsActionResult(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "ActionResult", IsGenericType: true } && Namespaces.Is(type.ContainingNamespace, "Microsoft.AspNetCore.Mvc");

    /// <summary>Whether the parameter's value is written.</summary>
    public static bool IsValue(IParameterSymbol parameter) => parameter.Name is "value" or "inputValue" or "data" or "error" or "values";

    /// <summary>Whether the argument can add converters.</summary>
    public static bool IsCustomized(IArgumentOperation argument)
    {
        if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: "options" or "jsonTypeInfo" or "context" or "serializerSettings" } })
        {
            return false;
        }

        var value = WrappedExpression.Unwrap(argument.Value);
        return value switch
        {
            { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => false,
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Default" or "Web" or "Strict", ContainingType: { Name: "JsonSerializerOptions" } type } } =>
                !Namespaces.Is(type.ContainingNamespace, "System.Text.Json"),
            IObjectCreationOperation { Type: { Name: "JsonSerializerOptions" } type, Arguments: var arguments } creation =>
                !Namespaces.Is(type.ContainingNamespace, "System.Text.Json") || arguments.Any(IsOptions) || SetsConverters(creation.Initializer),
            _ => true,
        };
    }

    private static bool IsOptions(IArgumentOperation argument) => argument.Parameter?.Name == "options";

    private static bool SetsConverters(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer is not null && initializer.Initializers.Any(static member => member switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } => ChangesTypes(name),
            IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property.Name: var name } } => ChangesTypes(name),
            _ => true,
        });

    private static bool ChangesTypes(string property) => property is "Converters" or "TypeInfoResolver" or "TypeInfoResolverChain" or "ReferenceHandler";
}
