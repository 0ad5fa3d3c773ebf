using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>Finds the types that System.Text.Json cannot write, because they are, or contain one level deep, a <c>CreatedKey</c> or a <c>Secret</c>.</summary>
internal sealed class SerializableSecret(KeyApi api)
{
    private const int MaxNesting = 8;
    private const int Always = 1; // JsonIgnoreCondition
    private const int WhenWriting = 4;
    private readonly ConcurrentDictionary<ITypeSymbol, string> _names = new(SymbolEqualityComparer.Default);

    /// <summary>Returns the name of the type, or of its elements or result; null if it contains no secret. The result for a type is computed once.</summary>
    public string? NameIn(ITypeSymbol? type)
    {
        if (type is null or { SpecialType: >= SpecialType.System_Object and <= SpecialType.System_String })
        {
            return null;
        }

        if (!_names.TryGetValue(type, out var name))
        {
            name = Find(type) ?? "";
            _names.TryAdd(type, name);
        }

        return name.Length == 0 ? null : name;
    }

    private string? Find(ITypeSymbol type)
    {
        type = ElementOf(type, includesTasks: true);
        if (IsSecret(type))
        {
            return type.Name;
        }

        // A result of ASP.NET Core writes its own response. A converter may write the secret.
        if (type.IsTupleType || IsFrameworkResult(type) || HasConverter(type))
        {
            return null;
        }

        for (var declaring = type; declaring is not null and not { SpecialType: SpecialType.System_Object }; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (SerializedTypeOf(member) is { } memberType && ElementOf(memberType, includesTasks: false) is var element && IsSecret(element))
                {
                    return type.IsAnonymousType || type.Name == "KeyValuePair" ? element.Name : type.Name;
                }
            }
        }

        return null;
    }

    private bool IsSecret(ITypeSymbol type) => api.IsCreatedKeyType(type) || api.IsSecretType(type);

    private static ITypeSymbol? SerializedTypeOf(ISymbol member) => member switch
    {
        IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public } property
            when !IsIgnored(property) && !HasConverter(property) => property.Type,
        IFieldSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } field
            when HasAttribute(field, "JsonIncludeAttribute") && !IsIgnored(field) && !HasConverter(field) => field.Type,
        _ => null,
    };

    // The elements of arrays and collections, and the results of tasks and of ActionResult<T>.
    private static ITypeSymbol ElementOf(ITypeSymbol type, bool includesTasks)
    {
        for (var nesting = 0; nesting < MaxNesting; nesting++)
        {
            var inner = type switch
            {
                IArrayTypeSymbol array => array.ElementType,
                INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } wrapper when includesTasks && IsWrapper(wrapper) => arguments[0],
                { SpecialType: SpecialType.System_String } => null,
                _ => EnumeratedTypeOf(type),
            };
            if (inner is null)
            {
                break;
            }

            type = inner;
        }

        return type;
    }

    private static bool IsWrapper(INamedTypeSymbol type) => type.Name switch
    {
        "Task" or "ValueTask" => Namespaces.Is(type.ContainingNamespace, "System.Threading.Tasks"),
        "ActionResult" => Namespaces.Is(type.ContainingNamespace, "Microsoft.AspNetCore.Mvc"),
        _ => false,
    };

    private static ITypeSymbol? EnumeratedTypeOf(ITypeSymbol type)
    {
        if (IsEnumerable(type))
        {
            return ((INamedTypeSymbol)type).TypeArguments[0];
        }

        return type.AllInterfaces.FirstOrDefault(IsEnumerable)?.TypeArguments[0];
    }

    private static bool IsEnumerable(ITypeSymbol type) => type is INamedTypeSymbol { Name: "IEnumerable" or "IAsyncEnumerable", TypeArguments.Length: 1 }
        && Namespaces.Is(type.ContainingNamespace, "System.Collections.Generic");

    private static bool IsFrameworkResult(ITypeSymbol type) =>
        Namespaces.IsIn(type.ContainingNamespace, "Microsoft.AspNetCore") || type.AllInterfaces.Any(IsFrameworkResultInterface);

    private static bool IsFrameworkResultInterface(INamedTypeSymbol type) =>
        type.Name is "IResult" or "IActionResult" && Namespaces.IsIn(type.ContainingNamespace, "Microsoft.AspNetCore");

    private static bool HasConverter(ISymbol symbol) => HasAttribute(symbol, "JsonConverterAttribute");

    // An ignored property may be written under a condition other than Always.
    private static bool IsIgnored(ISymbol member) => member.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Name == "JsonIgnoreAttribute"
        && attribute.NamedArguments.All(static argument => argument.Key != "Condition" || argument.Value.Value is Always or WhenWriting));

    // Also an attribute that derives from the attribute.
    private static bool HasAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                if (type.Name == name)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
