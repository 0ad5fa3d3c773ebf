using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Secrets;

/// <summary>ORK3002: <c>Reveal()</c>, alone or inside an interpolation or concatenation, is an argument of a method that logs or displays
/// text.</summary>
internal static class LoggedSecret
{
    public static void Analyze(CallContext call)
    {
        if (FindConsumer(call.Invocation) is { } consumer && NameOfLogger(consumer) is { } name)
        {
            call.Report(Descriptors.LoggedSecret, CallSyntax.LocationOf(call.Invocation), name);
        }
    }

    // Returns the call or object creation whose argument contains the text.
    private static IOperation? FindConsumer(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation or IObjectCreationOperation } argument when !IsAppend(argument.Parent):
                    return argument.Parent;
                case IArgumentOperation:
                case IConversionOperation:
                case IParenthesizedOperation:
                case IInterpolationOperation:
                case IInterpolatedStringOperation:
                case IInterpolatedStringAppendOperation:
                case IInterpolatedStringHandlerCreationOperation:
                case IInvocationOperation when IsAppend(parent):
                case IArrayInitializerOperation:
                case IArrayCreationOperation { IsImplicit: true }:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    // Whether this is a call of an interpolated string handler's AppendFormatted.
    private static bool IsAppend(IOperation? operation) => operation?.Parent is IInterpolatedStringAppendOperation;

    // Returns null if the consumer neither logs nor displays its arguments.
    private static string? NameOfLogger(IOperation consumer) => consumer switch
    {
        IObjectCreationOperation { Type: { } type } when IsException(type) => type.Name,
        IInvocationOperation { Instance: IPropertyReferenceOperation { Property: { Name: "Out" or "Error" } writer }, TargetMethod: var method }
            when IsLogger(writer.ContainingType) => $"{writer.ContainingType.Name}.{writer.Name}.{method.Name}",
        IInvocationOperation { TargetMethod: var method } when IsLogger(method.ContainingType) => $"{method.ContainingType.Name}.{method.Name}",
        _ => null,
    };

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

    private static bool IsLogger(INamedTypeSymbol type) => (type.ContainingNamespace?.ToDisplayString(), type.Name)
        is ("System", "Console")
        or ("System.Diagnostics", "Debug" or "Trace")
        or ("Microsoft.Extensions.Logging", "LoggerExtensions" or "ILogger")
        or ("Serilog", "Log" or "ILogger")
        or ("NLog", "Logger" or "ILogger")
        or ("log4net", "ILog");
}
