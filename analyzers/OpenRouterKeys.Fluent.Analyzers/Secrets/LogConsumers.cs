using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Secrets;

/// <summary>Recognizes the methods that log or display their arguments.</summary>
internal static class LogConsumers
{
    /// <summary>Returns the consumer's name for a message, or null if the call or object creation neither logs nor displays its arguments. A logger also
    /// displays the elements of a collection.</summary>
    public static (string? Name, bool IsLogger) Find(IOperation? consumer, Variables variables, CancellationToken cancellationToken)
    {
        switch (consumer)
        {
            case IObjectCreationOperation { Type: { } type }:
                return (IsException(type) ? type.Name : null, false);
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor, ContainingType: var type } }:
                return (IsException(type) ? type.Name : null, false);
            case IInvocationOperation call when IsExceptionData(call.Instance):
                return (call.TargetMethod.Name == "Add" ? "Exception.Data.Add" : null, false);
            case IInvocationOperation call when WriterOf(call, variables, cancellationToken) is { } writer:
                return (WritesText(call.TargetMethod) ? $"Console.{writer}.{call.TargetMethod.Name}" : null, false);
            case IInvocationOperation { TargetMethod: { ContainingType: var type } method }:
                var isLogger = IsLoggerMethod(method);
                return (isLogger || DisplaysArguments(method) ? $"{type.Name}.{method.Name}" : null, isLogger);
            default:
                return default;
        }
    }

    /// <summary>Whether the operation is the <c>Data</c> of an exception, or the receiver in an initializer of it: <c>Data = { ["key"] = value }</c>.</summary>
    public static bool IsExceptionData(IOperation? receiver)
    {
        if (receiver is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
        {
            receiver = (receiver.Parent?.Parent?.Parent as IMemberInitializerOperation ?? receiver.Parent?.Parent?.Parent?.Parent as IMemberInitializerOperation)?.InitializedMember;
        }

        return receiver is IPropertyReferenceOperation { Property: { Name: nameof(Exception.Data), ContainingType: var type } } && IsException(type);
    }

    private static bool IsException(ITypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor is { Name: nameof(Exception), ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }

    // Returns "Out" or "Error" if the call is made on a writer of the console.
    private static string? WriterOf(IInvocationOperation call, Variables variables, CancellationToken cancellationToken)
    {
        var writer = Chain.ReceiverOf(call);
        for (var hops = 0; writer is ILocalReferenceOperation && hops < Variables.MaxHops; hops++)
        {
            writer = variables.InitializerOf(writer, cancellationToken);
        }

        return writer is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: var type } property } && (NamespaceOf(type), type.Name) is ("System", "Console")
            ? property.Name
            : null;
    }

    private static bool WritesText(IMethodSymbol method) => method.Name.StartsWith("Write", StringComparison.Ordinal);

    private static bool DisplaysArguments(IMethodSymbol method) => (NamespaceOf(method.ContainingType), method.ContainingType.Name) switch
    {
        ("System", "Console") => WritesText(method),
        ("System.Diagnostics", "Debug" or "Trace" or "TraceSource") => true,
        _ => false,
    };

    // A method of a user's own logger counts if it implements a member of a logger's interface.
    private static bool IsLoggerMethod(IMethodSymbol method)
    {
        var declared = method.OriginalDefinition;
        if (declared.Name is "BindProperty" or "BindMessageTemplate")
        {
            return false; // Serilog: these log nothing.
        }

        if (IsLogger(declared.ContainingType))
        {
            return true;
        }

        foreach (var candidate in declared.ContainingType.AllInterfaces)
        {
            if (IsLogger(candidate) && Implements(declared, candidate))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Implements(IMethodSymbol method, INamedTypeSymbol logger)
    {
        foreach (var member in logger.GetMembers(method.Name))
        {
            for (var declared = method; declared is not null; declared = declared.OverriddenMethod?.OriginalDefinition)
            {
                if (SymbolEqualityComparer.Default.Equals(declared.ContainingType.FindImplementationForInterfaceMember(member), declared))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsLogger(INamedTypeSymbol type) => (NamespaceOf(type), type.Name)
        is ("Microsoft.Extensions.Logging", "LoggerExtensions" or "ILogger")
        or ("Serilog", "Log" or "ILogger" or "LoggerExtensions")
        or ("NLog", "Logger" or "ILogger" or "ILoggerBase" or "ILoggerExtensions" or "LogEventBuilder")
        or ("log4net", "ILog");

    private static string? NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString();
}
