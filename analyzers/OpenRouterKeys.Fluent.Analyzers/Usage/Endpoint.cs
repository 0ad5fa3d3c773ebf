using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>The functions whose return value ASP.NET Core writes as JSON.</summary>
internal static class Endpoint
{
    private const string Map = "Map";
    private const string Mvc = "Microsoft.AspNetCore.Mvc";

    /// <summary>Whether the compilation can contain endpoints.</summary>
    public static bool IsAvailable(Compilation compilation) =>
        !compilation.GetTypesByMetadataName("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions").IsEmpty
        || !compilation.GetTypesByMetadataName("Microsoft.AspNetCore.Mvc.ControllerBase").IsEmpty
        || !compilation.GetTypesByMetadataName("Microsoft.AspNetCore.Mvc.ApiControllerAttribute").IsEmpty;

    /// <summary>Whether the name is part of an argument of a method <c>Map…</c>, so that it can be a handler.</summary>
    public static bool MayBeHandler(IdentifierNameSyntax name)
    {
        for (SyntaxNode child = name; child.Parent is { } parent and not (StatementSyntax or MemberDeclarationSyntax); child = parent)
        {
            if (parent is InvocationExpressionSyntax call && call.ArgumentList == child
                && CallSyntax.NameOf(call)?.Identifier.ValueText.StartsWith(Map, StringComparison.Ordinal) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the delegate is the handler of a minimal API. The result of a <c>RequestDelegate</c> is not written.</summary>
    public static bool IsHandler(IOperation value) =>
        DelegateUses.OutermostOf(value) is { Parent: IArgumentOperation { Parameter.Type: { Name: "Delegate", ContainingNamespace: var parameterNamespace }, Parent: IInvocationOperation call } }
        && Namespaces.Is(parameterNamespace, "System")
        && call.TargetMethod is { Name: var name, ContainingType: var type }
        && name.StartsWith(Map, StringComparison.Ordinal)
        && Namespaces.Is(type.ContainingNamespace, "Microsoft.AspNetCore.Builder");

    /// <summary>Whether the method is an action of a controller.</summary>
    public static bool IsAction(IMethodSymbol method) =>
        method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, ContainingType: { } type }
        && IsController(type, method)
        && !HasMvcAttribute(method, "NonActionAttribute");

    // A class that is a controller by its name only may be anything else, unless it or its method has a route.
    private static bool IsController(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (HasMvcAttribute(declaring, "NonControllerAttribute"))
            {
                return false;
            }

            if ((declaring.Name == "ControllerBase" && Namespaces.Is(declaring.ContainingNamespace, Mvc))
                || HasMvcAttribute(declaring, "ApiControllerAttribute")
                || HasMvcAttribute(declaring, "ControllerAttribute"))
            {
                return true;
            }
        }

        return type.Name.EndsWith("Controller", StringComparison.Ordinal)
            && type is { DeclaredAccessibility: Accessibility.Public, IsAbstract: false }
            && (HasRoute(type) || HasRoute(method));
    }

    private static bool HasRoute(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: var name } type
        && (name == "RouteAttribute" || name.StartsWith("Http", StringComparison.Ordinal))
        && Namespaces.Is(type.ContainingNamespace, Mvc));

    private static bool HasMvcAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && Namespaces.Is(type.ContainingNamespace, Mvc))
            {
                return true;
            }
        }

        return false;
    }
}
