using System.Linq;
using Microsoft.CodeAnalysis;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The library's types in a compilation.</summary>
internal sealed class KeyApi
{
    private const string AssemblyName = "OpenRouterKeys.Fluent";
    private readonly INamedTypeSymbol _request;
    private readonly INamedTypeSymbol? _update;
    private readonly INamedTypeSymbol? _client;
    private readonly INamedTypeSymbol? _extensions;
    private readonly INamedTypeSymbol? _secret;
    private readonly INamedTypeSymbol? _apiKey;
    private readonly INamedTypeSymbol? _createdKey;
    private readonly INamedTypeSymbol? _exception;
    private readonly INamedTypeSymbol? _policy;

    private KeyApi(Compilation compilation, INamedTypeSymbol request)
    {
        _request = request;
        _update = FindType(compilation, "KeyUpdate");
        _client = FindType(compilation, "IOpenRouterKeysClient");
        _extensions = FindType(compilation, "OpenRouterKeysClientExtensions");
        _secret = FindType(compilation, "Secret");
        _apiKey = FindType(compilation, "ApiKey");
        _createdKey = FindType(compilation, "CreatedKey");
        _exception = FindType(compilation, "OpenRouterKeysException");
        _policy = FindType(compilation, "KeyPolicy");
    }

    /// <summary>Returns null if the library is not referenced or the reference is ambiguous.</summary>
    public static KeyApi? Find(Compilation compilation) =>
        FindType(compilation, "KeyRequest") is { } request ? new KeyApi(compilation, request) : null;

    /// <summary>Whether <c>KeyRequest</c> declares the method.</summary>
    public bool IsRequestMethod(IMethodSymbol method) => IsRequestType(method.ContainingType);

    /// <summary>Whether <c>KeyUpdate</c> declares the method.</summary>
    public bool IsUpdateMethod(IMethodSymbol method) => Is(method.ContainingType, _update);

    /// <summary>Whether the method returns a modified copy of its request or update: <c>Limit</c>, <c>WithName</c>, …</summary>
    public bool IsStep(IMethodSymbol method) =>
        (IsRequestMethod(method) || IsUpdateMethod(method)) && !method.IsStatic && Is(method.ReturnType, method.ContainingType) && method.Name != MethodNames.EnsureValid;

    /// <summary>Whether the method is <c>KeyRequest.Named</c>.</summary>
    public bool IsNamed(IMethodSymbol method) => method is { IsStatic: true, Name: MethodNames.Named } && IsRequestMethod(method);

    /// <summary>Whether the method validates or writes the complete request or update.</summary>
    public bool IsUse(IMethodSymbol method) =>
        !method.IsStatic && MethodNames.IsUse(method.Name) && (IsRequestMethod(method) || IsUpdateMethod(method));

    /// <summary>Whether the method returns a key that it creates and does not store: <c>CreateAsync</c> of a client, or <c>SendAsync</c>.</summary>
    public bool IsCreation(IMethodSymbol method) =>
        method.Name is MethodNames.CreateAsync or MethodNames.SendAsync && ClientMemberOf(method) is { } member && !member.Parameters.Any(parameter => parameter.Name == "store");

    /// <summary>Whether the method creates a key: any <c>CreateAsync</c>, <c>CreateOnceAsync</c>, <c>CreateManyAsync</c> or <c>SendAsync</c>.</summary>
    public bool CreatesKeys(IMethodSymbol method) => method.Name is MethodNames.CreateAsync or MethodNames.SendAsync or "CreateOnceAsync" or MethodNames.CreateManyAsync && ClientMemberOf(method) is not null;

    /// <summary>Whether the method creates, updates, deletes, rotates or binds a key.</summary>
    public bool IsModifyingCall(IMethodSymbol method) =>
        method.Name is MethodNames.CreateAsync or MethodNames.SendAsync or "CreateOnceAsync" or "UpdateAsync" or "DeleteAsync" or "RotateAsync" or "BindAsync" && ClientMemberOf(method) is not null;

    /// <summary>Whether the method sends nothing until its result is enumerated.</summary>
    public bool IsLazyCall(IMethodSymbol method) =>
        method.Name is "ListAsync" or MethodNames.CreateManyAsync or "FindPossibleOrphansAsync" or "AuditAsync" or "ListWorkspacesAsync" && ClientMemberOf(method) is not null;

    public bool IsUpdateCall(IMethodSymbol method) => method.Name == "UpdateAsync" && ClientMemberOf(method) is not null;

    /// <summary>Whether the method is <c>ApiKey.From</c>.</summary>
    public bool IsApiKeyFactory(IMethodSymbol method) => method.Name == "From" && Is(method.ContainingType, _apiKey);

    /// <summary>Whether the method is <c>KeyPolicy.FromJson</c>.</summary>
    public bool IsPolicyParser(IMethodSymbol method) => method.Name == MethodNames.FromJson && Is(method.ContainingType, _policy);

    public bool IsRevealCall(IMethodSymbol method) => method.Name == "Reveal" && Is(method.ContainingType, _secret);

    /// <summary>Whether the property is <c>KeyRequest.Unnamed</c>.</summary>
    public bool IsUnnamedProperty(IPropertySymbol property) => property.Name == "Unnamed" && Is(property.ContainingType, _request);

    /// <summary>Whether the property is <c>KeyUpdate.Empty</c>.</summary>
    public bool IsEmptyUpdateProperty(IPropertySymbol property) => property.Name == "Empty" && Is(property.ContainingType, _update);

    public bool IsRequestType(ITypeSymbol? type) => Is(type, _request);

    public bool IsCreatedKeyType(ITypeSymbol? type) => Is(type, _createdKey);

    /// <summary>Whether the type is <c>Secret</c>, <c>ApiKey</c> or another secret.</summary>
    public bool IsSecretType(ITypeSymbol? type) => IsOrDerivesFrom(type, _secret);

    /// <summary>Whether the type is an exception of the library.</summary>
    public bool IsExceptionType(ITypeSymbol? type) => IsOrDerivesFrom(type, _exception) || (type?.Name == "InvalidKeyRequestException" && IsInLibrary(type));

    /// <summary>Whether the library declares the type.</summary>
    public bool IsInLibrary(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _request.ContainingAssembly);

    /// <summary>Returns the extension method, or the member of <c>IOpenRouterKeysClient</c> that the method is or implements, so that a user's own client
    /// counts. Returns null for other methods.</summary>
    private IMethodSymbol? ClientMemberOf(IMethodSymbol method)
    {
        if (_client is null || Is(method.ContainingType, _client) || Is(method.ContainingType, _extensions))
        {
            return _client is null ? null : method;
        }

        foreach (var member in _client.GetMembers(method.Name))
        {
            for (var declared = method; declared is not null; declared = declared.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(declared.ContainingType.FindImplementationForInterfaceMember(member), declared))
                {
                    return (IMethodSymbol)member;
                }
            }
        }

        return null;
    }

    private static bool IsOrDerivesFrom(ITypeSymbol? type, INamedTypeSymbol? expected)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Is(type, expected))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? expected) =>
        expected is not null && SymbolEqualityComparer.Default.Equals(type, expected);

    private static INamedTypeSymbol? FindType(Compilation compilation, string name)
    {
        INamedTypeSymbol? found = null;
        foreach (var type in compilation.GetTypesByMetadataName($"{AssemblyName}.{name}"))
        {
            if (type.ContainingAssembly.Name == AssemblyName)
            {
                if (found is not null)
                {
                    return null;
                }

                found = type;
            }
        }

        return found;
    }
}
