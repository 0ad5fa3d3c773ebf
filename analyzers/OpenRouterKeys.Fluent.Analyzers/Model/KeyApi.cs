using Microsoft.CodeAnalysis;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The library's types in a compilation.</summary>
internal sealed class KeyApi
{
    private const string AssemblyName = "OpenRouterKeys.Fluent";
    private readonly INamedTypeSymbol _request;
    private readonly INamedTypeSymbol? _update;
    private readonly INamedTypeSymbol? _clientInterface;
    private readonly INamedTypeSymbol? _client;
    private readonly INamedTypeSymbol? _extensions;
    private readonly INamedTypeSymbol? _secret;
    private readonly INamedTypeSymbol? _apiKey;

    private KeyApi(Compilation compilation, INamedTypeSymbol request)
    {
        _request = request;
        _update = FindType(compilation, "KeyUpdate");
        _clientInterface = FindType(compilation, "IOpenRouterKeysClient");
        _client = FindType(compilation, "OpenRouterKeysClient");
        _extensions = FindType(compilation, "OpenRouterKeysClientExtensions");
        _secret = FindType(compilation, "Secret");
        _apiKey = FindType(compilation, "ApiKey");
    }

    /// <summary>Returns null if the library is not referenced or the reference is ambiguous.</summary>
    public static KeyApi? Find(Compilation compilation) =>
        FindType(compilation, "KeyRequest") is { } request ? new KeyApi(compilation, request) : null;

    /// <summary>Whether <c>KeyRequest</c> declares the method.</summary>
    public bool IsRequestMethod(IMethodSymbol method) => Is(method.ContainingType, _request);

    /// <summary>Whether <c>KeyUpdate</c> declares the method.</summary>
    public bool IsUpdateMethod(IMethodSymbol method) => Is(method.ContainingType, _update);

    /// <summary>Whether the method returns a modified copy of its request or update: <c>Limit</c>, <c>WithName</c>, …</summary>
    public bool IsStep(IMethodSymbol method) =>
        (IsRequestMethod(method) || IsUpdateMethod(method)) && !method.IsStatic && Is(method.ReturnType, method.ContainingType) && method.Name != MethodNames.EnsureValid;

    /// <summary>Whether the method is <c>CreateAsync</c> of a client, or <c>SendAsync</c>.</summary>
    public bool IsCreation(IMethodSymbol method) =>
        (method.Name == MethodNames.CreateAsync && (Is(method.ContainingType, _clientInterface) || Is(method.ContainingType, _client)))
        || (method.Name == MethodNames.SendAsync && Is(method.ContainingType, _extensions));

    /// <summary>Whether the method creates, updates or deletes a key.</summary>
    public bool IsModifyingCall(IMethodSymbol method) =>
        IsCreation(method)
        || (method.Name is "CreateAsync" or "UpdateAsync" or "DeleteAsync" or "RotateAsync" or "CreateOnceAsync" && IsClientMethod(method));

    public bool IsUpdateCall(IMethodSymbol method) => method.Name == "UpdateAsync" && IsClientMethod(method);

    /// <summary>Whether the method is <c>ApiKey.From</c>.</summary>
    public bool IsApiKeyFactory(IMethodSymbol method) => method.Name == "From" && Is(method.ContainingType, _apiKey);

    public bool IsRevealCall(IMethodSymbol method) => method.Name == "Reveal" && Is(method.ContainingType, _secret);

    /// <summary>Whether the property is <c>KeyRequest.Unnamed</c>.</summary>
    public bool IsUnnamedProperty(IPropertySymbol property) => property.Name == "Unnamed" && Is(property.ContainingType, _request);

    /// <summary>Whether the property is <c>KeyUpdate.Empty</c>.</summary>
    public bool IsEmptyUpdateProperty(IPropertySymbol property) => property.Name == "Empty" && Is(property.ContainingType, _update);

    public bool IsRequestType(ITypeSymbol? type) => Is(type, _request);

    private bool IsClientMethod(IMethodSymbol method) =>
        Is(method.ContainingType, _clientInterface) || Is(method.ContainingType, _client) || Is(method.ContainingType, _extensions);

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
