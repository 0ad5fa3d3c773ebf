using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Secrets;

/// <summary>ORK3002: <c>Reveal()</c>, alone or inside an interpolation or concatenation, in an argument of what shows its arguments.</summary>
internal static class ShownSecret
{
    public static void Analyze(Call call)
    {
        if (ConsumerOf(call.Invocation) is { } consumer && NameIfItShows(consumer) is { } name)
        {
            call.Report(Descriptors.ShownSecret, CallSpan.Of(call.Invocation), name);
        }
    }

    // The call or creation whose argument the text becomes, through nothing but text.
    private static IOperation? ConsumerOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation or IObjectCreationOperation } argument when !IsPartOfHandler(argument):
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

    private static bool IsPartOfHandler(IArgumentOperation argument) => argument.Parent is { } parent && IsAppend(parent);

    private static bool IsAppend(IOperation operation) => operation.Parent is IInterpolatedStringAppendOperation;

    private static string? NameIfItShows(IOperation consumer) => consumer switch
    {
        IObjectCreationOperation { Type: { } type } when IsException(type) => type.Name,
        IInvocationOperation { Instance: IPropertyReferenceOperation { Property: { Name: "Out" or "Error" } writer }, TargetMethod: var method }
            when Shows(writer.ContainingType) => $"{writer.ContainingType.Name}.{writer.Name}.{method.Name}",
        IInvocationOperation { TargetMethod: var method } when Shows(method.ContainingType) => $"{method.ContainingType.Name}.{method.Name}",
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

    private static bool Shows(INamedTypeSymbol type) => (type.ContainingNamespace?.ToDisplayString(), type.Name)
        is ("System", "Console")
        or ("System.Diagnostics", "Debug" or "Trace")
        or ("Microsoft.Extensions.Logging", "LoggerExtensions" or "ILogger")
        or ("Serilog", "Log" or "ILogger")
        or ("NLog", "Logger" or "ILogger")
        or ("log4net", "ILog");
}
