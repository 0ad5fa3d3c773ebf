using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2006: a created key is passed to a JSON serializer or to a result of ASP.NET Core, or is returned from an endpoint. The serializer
/// throws after the key was created.</summary>
internal sealed class SerializedKey(KeyApi api, Variables variables, IntentionalDiscard intentional)
{
    private readonly SerializableSecret _secrets = new(api);

    // By a lambda's syntax or a function's symbol. A function can have many returns and many uses.
    private readonly ConcurrentDictionary<object, bool> _isHandler = new();

    /// <summary>Analyzes a call.</summary>
    public void AnalyzeCall(OperationAnalysisContext context)
    {
        if (context.Operation is IInvocationOperation call && JsonWriter.IsMethod(call.TargetMethod))
        {
            AnalyzeArguments(context, call.Arguments);
        }
    }

    /// <summary>Analyzes <c>new ObjectResult(created)</c> and the like.</summary>
    public void AnalyzeCreation(OperationAnalysisContext context)
    {
        if (context.Operation is IObjectCreationOperation { Constructor.ContainingType: { } type } creation && JsonWriter.IsResult(type))
        {
            AnalyzeArguments(context, creation.Arguments);
        }
    }

    /// <summary>Analyzes the value that a function returns.</summary>
    public void AnalyzeReturn(OperationAnalysisContext context)
    {
        if (context.Operation is IReturnOperation { ReturnedValue: { } returned } operation
            && NameIn(returned) is { } name
            && IsEndpoint(operation, context.ContainingSymbol, context.CancellationToken)
            && !IncompleteCode.Contains(returned.Syntax)
            && !intentional.IsInAssertion(operation, context.CancellationToken))
        {
            Report(context, returned.Syntax.GetLocation(), name);
        }
    }

    private void AnalyzeArguments(OperationAnalysisContext context, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
                && JsonWriter.IsValue(parameter)
                && NameIn(argument.Value) is { } name
                && !arguments.Any(JsonWriter.IsCustomized)
                && !IncompleteCode.Contains(argument.Syntax)
                && !intentional.IsInAssertion(argument, context.CancellationToken))
            {
                Report(context, (CallSyntax.ExpressionOf(argument) ?? argument.Syntax).GetLocation(), name);
            }
        }
    }

    private static void Report(OperationAnalysisContext context, Location location, string name) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.SerializedKey, location, name));

    // A value of type object is written as its own type, and a conversion to ActionResult<T> keeps the value.
    private string? NameIn(IOperation value)
    {
        while (value is IConversionOperation conversion
            && (conversion.Conversion.IsIdentity || conversion.Type?.SpecialType == SpecialType.System_Object || JsonWriter.IsActionResult(conversion.Type)))
        {
            value = conversion.Operand;
        }

        return _secrets.NameIn(value.Type) is { } name && !value.ConstantValue.HasValue && value is not IDefaultValueOperation ? name : null;
    }

    private bool IsEndpoint(IReturnOperation operation, ISymbol containingSymbol, CancellationToken cancellationToken)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return IsHandler(lambda.Syntax, () => DelegateUses.Of(lambda, variables, cancellationToken));
                case ILocalFunctionOperation function:
                    return IsHandler(function.Symbol, () => variables.HandlerUsesOf(function.Symbol, function, cancellationToken));
            }
        }

        return containingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && (Endpoint.IsAction(method) || IsHandler(method.OriginalDefinition, () => variables.HandlerUsesOf(method.OriginalDefinition, operation, cancellationToken)));
    }

    private bool IsHandler(object function, Func<IEnumerable<IOperation>> findUses)
    {
        if (!_isHandler.TryGetValue(function, out var isHandler))
        {
            isHandler = findUses().Any(Endpoint.IsHandler);
            _isHandler.TryAdd(function, isHandler);
        }

        return isHandler;
    }
}
