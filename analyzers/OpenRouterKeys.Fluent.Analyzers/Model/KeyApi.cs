using Microsoft.CodeAnalysis;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The library's types in a compilation.</summary>
internal sealed class KeyApi
{
    private const string Library = "OpenRouterKeys.Fluent";
    private readonly INamedTypeSymbol _request;
    private readonly INamedTypeSymbol? _change;
    private readonly INamedTypeSymbol? _client;
    private readonly INamedTypeSymbol? _ownClient;
    private readonly INamedTypeSymbol? _extensions;
    private readonly INamedTypeSymbol? _secret;

    private KeyApi(Compilation compilation, INamedTypeSymbol request)
    {
        _request = request;
        _change = FindType(compilation, "KeyUpdate");
        _client = FindType(compilation, "IOpenRouterKeysClient");
        _ownClient = FindType(compilation, "OpenRouterKeysClient");
        _extensions = FindType(compilation, "OpenRouterKeysClientExtensions");
        _secret = FindType(compilation, "Secret");
    }

    /// <summary>Null where the library is not referenced, or where it cannot be told which of two is meant.</summary>
    public static KeyApi? Find(Compilation compilation) =>
        FindType(compilation, "KeyRequest") is { } request ? new KeyApi(compilation, request) : null;

    /// <summary>A method of <c>KeyRequest</c>'s own.</summary>
    public bool IsRequestMethod(IMethodSymbol method) => Is(method.ContainingType, _request);

    /// <summary>A method of <c>KeyUpdate</c>'s own.</summary>
    public bool IsChangeMethod(IMethodSymbol method) => Is(method.ContainingType, _change);

    /// <summary>A method of a request or a change that returns another one: <c>Limit</c>, <c>WithName</c>, …</summary>
    public bool IsStep(IMethodSymbol method) =>
        (IsRequestMethod(method) || IsChangeMethod(method)) && !method.IsStatic && Is(method.ReturnType, method.ContainingType) && method.Name != Steps.EnsureValid;

    /// <summary><c>CreateAsync</c> of a client.</summary>
    public bool IsCreate(IMethodSymbol method) =>
        method.Name == Steps.CreateAsync && (Is(method.ContainingType, _client) || Is(method.ContainingType, _ownClient));

    /// <summary>A call that sends: <c>CreateAsync</c> or <c>SendAsync</c>.</summary>
    public bool IsSend(IMethodSymbol method) => IsCreate(method) || (method.Name == Steps.SendAsync && Is(method.ContainingType, _extensions));

    /// <summary>A call after which the keys are others than before, so that what became of it matters.</summary>
    public bool IsChangingCall(IMethodSymbol method) =>
        IsSend(method)
        || (method.Name is "CreateAsync" or "UpdateAsync" or "DeleteAsync" or "RotateAsync" or "CreateOnceAsync" && IsOfClient(method));

    public bool IsUpdate(IMethodSymbol method) => method.Name == "UpdateAsync" && IsOfClient(method);

    public bool IsReveal(IMethodSymbol method) => method.Name == "Reveal" && Is(method.ContainingType, _secret);

    /// <summary><c>KeyRequest.Unnamed</c>.</summary>
    public bool IsUnnamed(IPropertySymbol property) => property.Name == "Unnamed" && Is(property.ContainingType, _request);

    /// <summary><c>KeyUpdate.Empty</c>.</summary>
    public bool IsEmptyUpdate(IPropertySymbol property) => property.Name == "Empty" && Is(property.ContainingType, _change);

    public bool IsRequest(ITypeSymbol? type) => Is(type, _request);

    private bool IsOfClient(IMethodSymbol method) =>
        Is(method.ContainingType, _client) || Is(method.ContainingType, _ownClient) || Is(method.ContainingType, _extensions);

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? expected) =>
        expected is not null && SymbolEqualityComparer.Default.Equals(type, expected);

    private static INamedTypeSymbol? FindType(Compilation compilation, string name)
    {
        INamedTypeSymbol? found = null;
        foreach (var type in compilation.GetTypesByMetadataName($"{Library}.{name}"))
        {
            if (type.ContainingAssembly.Name == Library)
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
